using System.Net;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Flow;

/// <summary>A window whose line broke may send again; the applicant still has one case.</summary>
public sealed class IdempotencyTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private readonly CaseDriver _driver = new(api);

    [Fact]
    public async Task The_same_request_under_the_same_key_gives_the_same_answer_and_one_case()
    {
        var body = Application.Certificate.With("photos", "missing").Body;
        var before = await RowCounts.OfAsync(api);
        var first = await _driver.PostAsync("window", "/api/cases", body, "again");
        var second = await _driver.PostAsync("window", "/api/cases", body, "again");
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.StatusCode, second.StatusCode));
        Assert.Equal(await first.Content.ReadAsStringAsync(Answers.Ct), await second.Content.ReadAsStringAsync(Answers.Ct));
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.Equal(before.Cases + 1, (await RowCounts.OfAsync(api)).Cases);
    }

    [Fact]
    public async Task Clients_that_send_the_same_key_at_once_make_one_case()
    {
        var body = Application.Certificate.Body;
        var before = await RowCounts.OfAsync(api);
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => _driver.PostAsync("window", "/api/cases", body, "parallel")));
        var numbers = new HashSet<string?>();
        foreach (var answer in answers) numbers.Add((await CaseDriver.OkAsync(answer, HttpStatusCode.Created)).Text("number"));
        Assert.Single(numbers);
        Assert.Equal(before.Cases + 1, (await RowCounts.OfAsync(api)).Cases);
    }

    [Fact]
    public async Task A_key_is_not_taken_for_another_request()
    {
        await CaseDriver.OkAsync(await _driver.PostAsync("window", "/api/cases", Application.Certificate.Body, "once"), HttpStatusCode.Created);
        var before = await RowCounts.OfAsync(api);
        await (await _driver.PostAsync("window", "/api/cases", Application.Relief.Body, "once")).ProblemAsync(HttpStatusCode.Conflict, "idempotency-key-reused");
        Assert.Equal(before, await RowCounts.OfAsync(api));
    }

    [Fact]
    public async Task Keys_of_two_windows_have_nothing_to_do_with_each_other()
    {
        var body = Application.Certificate.Body;
        var first = await CaseDriver.OkAsync(await _driver.PostAsync("window", "/api/cases", body, "shared"), HttpStatusCode.Created);
        var second = await CaseDriver.OkAsync(await _driver.PostAsync("window2", "/api/cases", Application.Certificate.Body, "shared"), HttpStatusCode.Created);
        Assert.NotEqual(first.Text("number"), second.Text("number"));
    }
}
