using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Aftercare;

/// <summary>A closed case is rated once, and a bad rating is looked into by somebody above the one who is rated.</summary>
public sealed class RatingTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private readonly CaseDriver _driver = new(api);

    [Fact]
    public async Task A_case_that_is_under_way_is_not_rated()
    {
        api.Clock.Set(CaseDriver.Local("2026-09-29T10:00"));
        var number = await _driver.RegisterAsync(Application.Certificate);
        await (await RateAsync(number, 5)).ProblemAsync(HttpStatusCode.Conflict, "case-not-closed");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    [InlineData(null)]
    public async Task Stars_are_one_to_five(int? stars)
    {
        var number = await ClosedCases.CertificateAsync(api);
        await (await RateAsync(number, stars)).ProblemAsync(HttpStatusCode.BadRequest, "request-invalid");
        Assert.Empty((await RatingsAsync(number)).EnumerateArray());
    }

    [Fact]
    public async Task A_bad_rating_opens_a_task_above_the_body_that_decided_and_the_applicant_reads_the_answer()
    {
        var number = await ClosedCases.CertificateAsync(api);
        await CaseDriver.OkAsync(await RateAsync(number, 1, "等了太久"));
        var task = await _driver.TaskAsync(number, "rating");
        // 13 October and five working days: 14, 15, 16, 19, 20.
        Assert.Equal(("Rectification", "2026-10-20"), (task.Text("kind"), task.Text("dueOn")));
        var rated = Assert.Single((await RatingsAsync(number)).EnumerateArray());
        Assert.NotEqual(rated.Text("body"), task.Text("body"));
        await (await _driver.CompleteAsync(CaseDriver.HolderOf(task), task, "rectified")).ProblemAsync(HttpStatusCode.BadRequest, "opinion-required");
        await CaseDriver.OkAsync(await _driver.CompleteAsync(CaseDriver.HolderOf(task), task, "rectified", "已增加窗口人手"));
        var track = await TrackAsync(number);
        Assert.Equal(("Rectified", "已增加窗口人手"), (track.GetProperty("rating").Text("rectification"), track.GetProperty("rating").Text("reply")));
        Assert.Contains(track.GetProperty("messages").EnumerateArray(), m => m.Text("text")!.Contains("评价已有处理结果", StringComparison.Ordinal));
        Assert.Empty(await ClosedCases.FindingsAsync(api, number));
    }

    [Fact]
    public async Task Nobody_looks_into_the_rating_of_a_case_that_they_worked_on()
    {
        var number = await ClosedCases.CertificateAsync(api);
        await CaseDriver.OkAsync(await RateAsync(number, 2));
        var task = await _driver.TaskAsync(number, "rating");
        var holder = CaseDriver.HolderOf(task);
        await api.WithDbAsync(db => db.WorkItems.Where(w => w.CaseNumber == number && w.ActivityId == "review").ExecuteUpdateAsync(s => s.SetProperty(w => w.CompletedBy, holder), Answers.Ct));
        await (await _driver.CompleteAsync(holder, task, "unfounded", "自查没有问题")).ProblemAsync(HttpStatusCode.Forbidden, "rating-own-work");
        Assert.Equal("Open", (await _driver.TaskAsync(number, "rating")).Text("state"));
    }

    [Fact]
    public async Task A_rating_can_be_changed_for_ten_days_and_not_after()
    {
        var number = await ClosedCases.CertificateAsync(api);
        await CaseDriver.OkAsync(await RateAsync(number, 1));
        await _driver.PassToAsync("2026-10-23T23:00");
        await CaseDriver.OkAsync(await RateAsync(number, 4, "后来解决了"));
        Assert.Empty(CaseDriver.Open(await _driver.CaseAsync(number)));
        Assert.Equal("Dropped", Assert.Single((await RatingsAsync(number)).EnumerateArray()).GetProperty("rating").Text("rectification"));
        await _driver.PassToAsync("2026-10-24T00:00");
        await (await RateAsync(number, 5)).ProblemAsync(HttpStatusCode.Conflict, "rating-final");
        // Sent again, it is what it was.
        await CaseDriver.OkAsync(await RateAsync(number, 4, "后来解决了"));
        Assert.Empty(await ClosedCases.FindingsAsync(api, number));
    }

    [Fact]
    public async Task The_applicant_rates_with_number_and_phone_tail_and_with_nothing_less()
    {
        var number = await ClosedCases.CertificateAsync(api);
        var client = api.CreateClient();
        var wrong = await client.PostAsJsonAsync($"/api/track/{number}/rating", new { tail = "0000", stars = 5 }, Answers.Ct);
        await wrong.ProblemAsync(HttpStatusCode.NotFound, "track-not-found");
        var right = await client.PostAsJsonAsync($"/api/track/{number}/rating", new { tail = "1234", stars = 5, text = "很好" }, Answers.Ct);
        Assert.Equal(5, (await CaseDriver.OkAsync(right)).GetProperty("rating").GetProperty("stars").GetInt32());
        Assert.False(Assert.Single((await RatingsAsync(number)).EnumerateArray()).GetProperty("atWindow").GetBoolean());
    }

    [Fact]
    public async Task Twenty_posts_at_once_are_one_rating_and_one_task()
    {
        var number = await ClosedCases.CertificateAsync(api);
        await api.ClientAsync("window");
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => RateAsync(number, 1, "同时提交")));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.StatusCode));
        Assert.Single((await RatingsAsync(number)).EnumerateArray());
        Assert.Equal(["rating"], CaseDriver.Open(await _driver.CaseAsync(number)));
        Assert.Single(await _driver.EntriesAsync(number, "rated"));
    }

    [Fact]
    public async Task Only_a_window_takes_a_rating_down()
    {
        var number = await ClosedCases.CertificateAsync(api);
        await (await _driver.PostAsync("federation-disabled.approver", $"/api/cases/{number}/rating", new { stars = 5 })).ProblemAsync(HttpStatusCode.Forbidden, "not-a-window");
    }

    [Fact]
    public async Task Totals_are_those_of_the_body_and_a_body_sees_its_own()
    {
        var number = await ClosedCases.CertificateAsync(api);
        await CaseDriver.OkAsync(await RateAsync(number, 3));
        var body = Assert.Single((await RatingsAsync(number)).EnumerateArray()).Text("body");
        var stars = await api.WithDbAsync(db => db.Ratings.Where(r => r.Body == body).Select(r => r.Stars).ToListAsync(Answers.Ct));
        var totals = Assert.Single((await (await api.ClientAsync("office")).JsonAsync($"/api/ratings?body={body}&service=disability-certificate")).GetProperty("items").EnumerateArray());
        Assert.Equal((stars.Count, stars.Count(s => s <= 2)), (totals.GetProperty("count").GetInt32(), totals.GetProperty("bad").GetInt32()));
        Assert.Equal(Math.Round((decimal)stars.Sum() / stars.Count, 2), totals.GetProperty("average").GetDecimal());
        Assert.Empty((await (await api.ClientAsync("law-firm.handler")).JsonAsync("/api/ratings")).GetProperty("items").EnumerateArray());
    }

    private Task<HttpResponseMessage> RateAsync(string number, int? stars, string? text = null) =>
        _driver.PostAsync("window", $"/api/cases/{number}/rating", new { stars, text });

    private async Task<System.Text.Json.JsonElement> RatingsAsync(string number) =>
        (await (await api.ClientAsync("office")).JsonAsync($"/api/cases/{number}/ratings")).GetProperty("items");

    private async Task<System.Text.Json.JsonElement> TrackAsync(string number) => await api.CreateClient().JsonAsync($"/api/track/{number}?tail=1234");
}
