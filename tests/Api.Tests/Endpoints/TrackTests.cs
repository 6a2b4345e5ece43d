using System.Net;
using System.Text.RegularExpressions;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Tests.Endpoints;

public sealed class TrackTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task Number_and_tail_show_where_the_case_is_in_plain_words()
    {
        var seed = new CaseSeed();
        var (found, _) = await seed.AddAsync(api);
        var text = await api.CreateClient().GetStringAsync($"/api/track/{found.Number}?tail=1234", Answers.Ct);
        Assert.Contains("正在为您指定评定医院", text, StringComparison.Ordinal);
        Assert.Contains("\"dueOn\":\"2026-10-12\"", text, StringComparison.Ordinal);
        foreach (var inner in new[] { seed.Name, seed.Phone, "designate", "federation-disabled", "window" })
            Assert.DoesNotContain(inner, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_papers_are_asked_of_the_resident()
    {
        var (found, _) = await new CaseSeed { Kind = WorkItemKind.Materials, Body = "county-station", Role = "clerk" }.AddAsync(api);
        var view = await api.CreateClient().JsonAsync($"/api/track/{found.Number}?tail=1234");
        var asked = view.GetProperty("asked");
        Assert.Single(asked.GetProperty("materials").EnumerateArray());
        Assert.Equal("2026-10-12", asked.Text("until"));
        Assert.Equal("班玛县群团服务中心", asked.Text("where"));
    }

    [Fact]
    public async Task A_wrong_tail_and_an_unknown_number_are_answered_word_for_word_alike()
    {
        var (found, _) = await new CaseSeed().AddAsync(api);
        var client = api.CreateClient();
        var wrong = await (await client.GetAsync($"/api/track/{found.Number}?tail=4321", Answers.Ct)).ProblemAsync(HttpStatusCode.NotFound, "track-not-found");
        var unknown = await (await client.GetAsync("/api/track/26092999999999?tail=1234", Answers.Ct)).ProblemAsync(HttpStatusCode.NotFound, "track-not-found");
        var without = await (await client.GetAsync($"/api/track/{found.Number}", Answers.Ct)).ProblemAsync(HttpStatusCode.NotFound, "track-not-found");
        Assert.Equal(WithoutTrace(wrong.GetRawText()), WithoutTrace(unknown.GetRawText()));
        Assert.Equal(WithoutTrace(wrong.GetRawText()), WithoutTrace(without.GetRawText()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Guessing_the_tail_is_stopped_after_ten_tries(bool exists)
    {
        var number = exists ? (await new CaseSeed().AddAsync(api)).Case.Number : "26092988888888";
        var client = api.CreateClient();
        for (var i = 0; i < 10; i++)
            await (await client.GetAsync($"/api/track/{number}?tail=000{i}", Answers.Ct)).ProblemAsync(HttpStatusCode.NotFound, "track-not-found");
        await (await client.GetAsync($"/api/track/{number}?tail=1234", Answers.Ct)).ProblemAsync(HttpStatusCode.TooManyRequests, "track-closed");
    }

    private static string WithoutTrace(string problem) => Regex.Replace(problem, "\"traceId\":\"[^\"]*\"", "");
}
