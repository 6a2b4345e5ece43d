using System.Net;
using System.Text.Json;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Api.Tests.Integrity;

namespace OneWindow.Api.Tests.Due;

/// <summary>A promised paper (容缺受理) has a day; when it passes, what the service says about it happens.</summary>
public sealed class PromiseTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private readonly CaseDriver _driver = new(api);

    [Fact]
    public async Task A_promise_that_lapses_is_reminded_of_first_and_then_stops_the_clock_until_the_paper_comes()
    {
        var number = await RegisterAsync("2026-10-09");
        // One working day before the 9th is the 8th.
        await _driver.PassToAsync("2026-10-08T09:00");
        Assert.Equal("2026-10-08T09:00:00+08:00", Assert.Single(await _driver.EntriesAsync(number, "promise-reminded")).Text("at"));
        await _driver.PassToAsync("2026-10-09T23:59");
        Assert.Empty(await _driver.EntriesAsync(number, "promise-lapsed"));
        await _driver.PassToAsync("2026-10-10T00:00");
        Assert.Equal("2026-10-10T00:00:00+08:00", Assert.Single(await _driver.EntriesAsync(number, "promise-lapsed")).Text("at"));
        var found = await _driver.CaseAsync(number);
        Assert.Equal(("Paused", null), (found.Text("status"), found.Text("dueOn")));
        Assert.Empty(await StoreFindings.OfAsync(api));
        await _driver.PassToAsync("2026-10-14T10:00");
        await BringAsync(number, new { key = "photos", state = "provided" });
        found = await _driver.CaseAsync(number);
        // 30.9., 8. to 10. (4); the 11th to the 14th stood; 15., 16. (6), 19.-23. (11), 26.-30. (16).
        Assert.Equal(("InProgress", "2026-10-30"), (found.Text("status"), found.Text("dueOn")));
        Assert.Empty(await StoreFindings.OfAsync(api));
    }

    [Fact]
    public async Task A_paper_that_comes_in_time_ends_its_promise()
    {
        var number = await RegisterAsync("2026-10-09");
        await BringAsync(number, new { key = "photos", state = "provided" });
        await _driver.PassToAsync("2026-10-12T10:00");
        Assert.Empty(await _driver.EntriesAsync(number, "promise-reminded"));
        Assert.Empty(await _driver.EntriesAsync(number, "promise-lapsed"));
        Assert.Equal("2026-10-27", (await _driver.CaseAsync(number)).Text("dueOn"));
    }

    [Fact]
    public async Task A_promise_without_a_day_is_for_the_day_on_which_the_case_is_due()
    {
        var number = await RegisterAsync(null);
        Assert.Equal("2026-10-27", Photos(await _driver.CaseAsync(number)).Text("promisedUntil"));
    }

    [Fact]
    public async Task A_promise_for_later_than_the_case_is_due_is_refused_when_registering_and_afterwards()
    {
        api.Clock.Set(CaseDriver.Local("2026-09-29T10:00"));
        var late = await (await _driver.PostAsync("window", "/api/cases", Body("2026-10-28"))).ProblemAsync(HttpStatusCode.BadRequest, "promise-too-late");
        Assert.Contains("materials.photos.promisedUntil", late.GetProperty("errors").EnumerateObject().Select(e => e.Name));
        await (await _driver.PostAsync("window", "/api/cases", Body("2026-09-28"))).ProblemAsync(HttpStatusCode.BadRequest, "promise-past");
        var number = await RegisterAsync("2026-10-27");
        await (await _driver.PostAsync("window", $"/api/cases/{number}/materials", new { materials = new[] { new { key = "photos", state = "promised", promisedUntil = "2026-10-28" } } }))
            .ProblemAsync(HttpStatusCode.BadRequest, "promise-too-late");
        Assert.Equal("2026-10-27", Photos(await _driver.CaseAsync(number)).Text("promisedUntil"));
    }

    [Fact]
    public async Task Only_a_minor_paper_is_promised_for_later()
    {
        api.Clock.Set(CaseDriver.Local("2026-09-29T10:00"));
        var before = await RowCounts.OfAsync(api);
        var main = JsonSerializer.SerializeToNode(Body("2026-10-09"))!;
        main["materials"]!.AsArray().Single(m => (string?)m!["key"] == "id-card")!["state"] = "promised";
        var problem = await (await _driver.PostAsync("window", "/api/cases", main)).ProblemAsync(HttpStatusCode.BadRequest, "promise-not-allowed");
        Assert.Equal(["materials.id-card.state"], problem.GetProperty("errors").EnumerateObject().Select(e => e.Name));
        Assert.Equal(before, await RowCounts.OfAsync(api));
        var number = await RegisterAsync("2026-10-09");
        await (await _driver.PostAsync("window", $"/api/cases/{number}/materials", new { materials = new[] { new { key = "household-register", state = "promised" } } }))
            .ProblemAsync(HttpStatusCode.BadRequest, "promise-not-allowed");
    }

    private async Task<string> RegisterAsync(string? until)
    {
        api.Clock.Set(CaseDriver.Local("2026-09-29T10:00"));
        return (await CaseDriver.OkAsync(await _driver.PostAsync("window", "/api/cases", Body(until)), HttpStatusCode.Created)).Text("number")!;
    }

    private async Task BringAsync(string number, object paper) =>
        await CaseDriver.OkAsync(await _driver.PostAsync("window", $"/api/cases/{number}/materials", new { materials = new[] { paper } }));

    private static JsonElement Photos(JsonElement found) => found.GetProperty("materials").EnumerateArray().Single(m => m.Text("key") == "photos");

    private static object Body(string? until)
    {
        var given = Driving.Application.Certificate;
        return new
        {
            service = given.Service,
            applicant = new { name = given.Name, idNumber = given.IdNumber, phone = given.Phone, area = given.Area },
            form = given.Form,
            materials = given.Materials.Keys.Select(key => key == "photos" ? new { key, state = "promised", promisedUntil = until } : new { key, state = "provided", promisedUntil = (string?)null }),
            channel = "window",
        };
    }
}
