using System.Net;
using System.Text.Json;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Driving;

namespace OneWindow.Api.Tests.Endpoints;

/// <summary>The picture of a case's workflow, and the joint office's map of where cases wait.</summary>
public sealed class PictureTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private readonly CaseDriver _cases = new(api);

    [Fact]
    public async Task The_picture_shows_where_the_case_was_is_and_may_come()
    {
        var number = await AssessedAsync();

        var steps = await StepsAsync(number);

        Assert.Equal(["Done", "Done", "Now"], new[] { "accept", "designate", "assess" }.Select(key => steps[key].Text("state")));
        Assert.Equal("Ahead", steps["review"].Text("state"));
        Assert.Equal(["designate"], Taken(steps["accept"]));
        Assert.Equal("已发证", steps["close-issued"].Text("title"));
    }

    [Fact]
    public async Task A_closed_case_ends_at_its_result_and_nothing_lies_ahead()
    {
        var number = await AssessedAsync();
        await _cases.AnswerAsync(number, "assess", "below", "未达到标准", new { type = "4", grade = "none" });

        var steps = await StepsAsync(number);

        Assert.Equal("Done", steps["close-not-eligible"].Text("state"));
        Assert.Equal(["close-not-eligible"], Taken(steps["assess"]));
        Assert.DoesNotContain(steps.Values, s => s.Text("state") is "Now" or "Ahead");
    }

    [Fact]
    public async Task A_picture_of_a_case_that_is_not_mine_does_not_exist()
    {
        var number = await AssessedAsync();

        using var response = await (await api.ClientAsync("legal-aid.handler")).GetAsync($"/api/cases/{number}/picture", Answers.Ct);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task The_map_counts_what_waits_at_each_step_and_how_long()
    {
        await AssessedAsync();
        var before = await MapAsync();
        await AssessedAsync();
        api.Clock.Advance(TimeSpan.FromDays(3));

        var after = await MapAsync();

        Assert.Equal(before.GetProperty("open").GetInt32() + 1, after.GetProperty("open").GetInt32());
        Assert.True(after.GetProperty("oldestDays").GetInt32() >= 3);
    }

    [Fact]
    public async Task The_map_is_the_joint_offices()
    {
        using var forbidden = await (await api.ClientAsync("federation-disabled.handler")).GetAsync("/api/workflows/disability-certificate/map", Answers.Ct);
        using var unknown = await (await api.ClientAsync("office")).GetAsync("/api/workflows/nothing/map", Answers.Ct);

        Assert.Equal(HttpStatusCode.Forbidden, forbidden.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    private async Task<string> AssessedAsync()
    {
        var number = await _cases.RegisterAsync(Application.Certificate);
        await _cases.AnswerAsync(number, "accept", "complete");
        await _cases.AnswerAsync(number, "designate", "done", data: new { hospital = "县人民医院" });
        return number;
    }

    private async Task<Dictionary<string, JsonElement>> StepsAsync(string number) =>
        (await (await api.ClientAsync("office")).JsonAsync($"/api/cases/{number}/picture")).GetProperty("steps").EnumerateArray().ToDictionary(s => s.Text("activityId")!);

    private async Task<JsonElement> MapAsync() =>
        (await (await api.ClientAsync("office")).JsonAsync("/api/workflows/disability-certificate/map")).GetProperty("steps").EnumerateArray().Single(s => s.Text("activityId") == "assess");

    private static IEnumerable<string?> Taken(JsonElement step) =>
        step.GetProperty("next").EnumerateArray().Where(w => w.GetProperty("taken").GetBoolean()).Select(w => w.Text("to"));
}
