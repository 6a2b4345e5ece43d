using System.Net;
using System.Text.Json;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Api.Tests.Integrity;
using OneWindow.Api.Tests.Pages;

namespace OneWindow.Api.Tests.Deciding;

/// <summary>What somebody holds who is away goes to the deputy, or back to the post; it ends by itself.</summary>
public sealed class AbsenceTests : IAsyncLifetime
{
    private const string Handler = "federation-disabled.handler";
    private readonly ApiFactory _api = new();
    private readonly CaseDriver _driver;

    public AbsenceTests() => _driver = new CaseDriver(_api);

    public async ValueTask InitializeAsync() => await Colleagues.AddAsync(_api, "deputy", Handler);

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task Held_tasks_and_new_ones_go_to_the_deputy_until_it_ends()
    {
        var held = await HeldAsync();
        await CreatedAsync(Handler, "2026-09-29", "2026-09-30", "deputy");
        Assert.Equal("deputy", (await _driver.TaskAsync(held, "designate")).Text("assignee"));
        var later = await DesignateAsync();
        await AssignAsync(later);
        Assert.Equal("deputy", (await _driver.TaskAsync(later, "designate")).Text("assignee"));
        await _driver.PassToAsync("2026-10-01T08:00:00");
        var after = await DesignateAsync();
        await AssignAsync(after);
        Assert.Equal(Handler, (await _driver.TaskAsync(after, "designate")).Text("assignee"));
        Assert.Single(await _driver.EntriesAsync(held, "covered"));
        Assert.Empty(await StoreFindings.OfAsync(_api));
    }

    [Fact]
    public async Task An_absence_to_come_begins_on_its_first_day()
    {
        var held = await HeldAsync();
        await CreatedAsync(Handler, "2026-10-09", "2026-10-12", null);
        Assert.Equal(Handler, (await _driver.TaskAsync(held, "designate")).Text("assignee"));
        await _driver.PassToAsync("2026-10-09T08:30:00");
        Assert.Null((await _driver.TaskAsync(held, "designate")).Text("assignee"));
        Assert.Empty((await (await _api.ClientAsync(Handler)).JsonAsync("/api/tasks?scope=mine")).Texts("id"));
    }

    [Fact]
    public async Task A_deputy_who_keeps_out_of_the_case_does_not_get_it()
    {
        var held = await HeldAsync();
        await CaseDriver.OkAsync(await _driver.PostAsync("office", $"/api/cases/{held}/recusals", new { user = "deputy", reason = "亲属" }));
        await CreatedAsync(Handler, "2026-09-29", "2026-09-30", "deputy");
        Assert.Null((await _driver.TaskAsync(held, "designate")).Text("assignee"));
    }

    [Theory]
    [InlineData(Handler, "2026-09-29", "2026-09-28", null, "request-invalid")]
    [InlineData(Handler, "2026-09-01", "2026-09-28", null, "request-invalid")]
    [InlineData(Handler, "2026-09-29", "2027-09-30", null, "request-invalid")]
    [InlineData(Handler, "2026-09-29", "2026-09-30", "hospital.handler", "deputy-unfit")]
    [InlineData(Handler, "2026-09-29", "2026-09-30", Handler, "deputy-unfit")]
    [InlineData(Handler, null, "2026-09-30", null, "request-invalid")]
    public async Task What_cannot_be_is_refused(string by, string? from, string until, string? deputy, string code) =>
        await (await RecordAsync(by, null, from, until, deputy)).ProblemAsync(HttpStatusCode.BadRequest, code);

    [Fact]
    public async Task Only_the_person_and_the_joint_office_record_and_end_it()
    {
        await (await RecordAsync("hospital.handler", Handler, "2026-09-29", "2026-09-30", null)).ProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        var id = (await CaseDriver.OkAsync(await RecordAsync("office", Handler, "2026-09-29", "2026-10-10", "deputy"), HttpStatusCode.Created)).Text("id");
        await (await RecordAsync(Handler, null, "2026-10-10", "2026-10-12", null)).ProblemAsync(HttpStatusCode.Conflict, "absence-overlaps");
        await (await _driver.PostAsync("hospital.handler", $"/api/absences/{id}/end", null)).ProblemAsync(HttpStatusCode.NotFound, "absence-not-found");
        Assert.Equal(["deputy"], (await (await _api.ClientAsync("deputy")).JsonAsync("/api/absences")).Texts("deputy"));
        await CaseDriver.OkAsync(await _driver.PostAsync(Handler, $"/api/absences/{id}/end", null));
        await CreatedAsync(Handler, "2026-10-10", "2026-10-12", null);
    }

    [Fact]
    public async Task The_page_records_shows_and_ends_it()
    {
        using var visitor = await Visitor.SignedInAsync(_api, Handler);
        await visitor.OpenAsync("/absences");
        await visitor.SubmitAsync("record", ("deputy", "deputy"), ("from", "2026-09-30"));
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
        Assert.NotNull(visitor.ErrorAt("until"));
        Assert.Equal(("2026-09-30", "deputy"), (visitor.Value("from"), visitor.Value("deputy")));
        await visitor.SubmitAsync("record", ("until", "2026-10-02"));
        Assert.Equal("deputy", visitor.Page.QuerySelector("td[data-label='代理人']")!.TextContent.Trim());
        var id = visitor.Page.QuerySelector("button[name=ended]")!.GetAttribute("value");
        await visitor.SubmitAsync("end", ("ended", id));
        Assert.Null(visitor.Page.QuerySelector("button[name=ended]"));
    }

    [Fact]
    public async Task While_everybody_of_a_post_is_away_the_covering_body_gets_its_tasks()
    {
        const string Away = "sailaitang-trade-union.approver";
        var waiting = await BranchAsync();
        Assert.Equal("sailaitang-trade-union", (await _driver.TaskAsync(waiting, "branch")).Text("body"));
        await CreatedAsync(Away, "2026-09-29", "2026-09-30", null);
        var fresh = await BranchAsync();
        await _driver.PassAsync(TimeSpan.FromSeconds(1));
        foreach (var number in new[] { waiting, fresh })
        {
            Assert.Equal(("trade-union", "approver"), ((await _driver.TaskAsync(number, "branch")).Text("body"), (await _driver.TaskAsync(number, "branch")).Text("role")));
            Assert.Single(await _driver.EntriesAsync(number, "post-covered"));
        }

        await _driver.AnswerAsync(fresh, "branch", "approve");
        // Where nobody is there to cover either, it waits for its own post.
        await CreatedAsync("trade-union.approver", "2026-09-29", "2026-09-30", null);
        Assert.Equal("sailaitang-trade-union", (await _driver.TaskAsync(await BranchAsync(), "branch")).Text("body"));
        await _driver.PassToAsync("2026-10-01T08:00:00");
        Assert.Equal("sailaitang-trade-union", (await _driver.TaskAsync(await BranchAsync(), "branch")).Text("body"));
        Assert.Empty(await StoreFindings.OfAsync(_api));
    }

    private async Task<string> BranchAsync()
    {
        var number = await _driver.RegisterAsync(Application.UnionMembership);
        await _driver.AnswerAsync(number, "accept", "has-union");
        return number;
    }

    private async Task<string> DesignateAsync()
    {
        var number = await _driver.RegisterAsync(Application.Certificate);
        await _driver.AnswerAsync(number, "accept", "complete");
        return number;
    }

    private async Task<string> HeldAsync()
    {
        var number = await DesignateAsync();
        await CaseDriver.OkAsync(await _driver.PostAsync(Handler, $"/api/tasks/{(await _driver.TaskAsync(number, "designate")).Text("id")}/claim", null));
        return number;
    }

    private async Task AssignAsync(string number) => await CaseDriver.OkAsync(
        await _driver.PostAsync("office", $"/api/tasks/{(await _driver.TaskAsync(number, "designate")).Text("id")}/transfer", new { to = Handler, reason = "请办理" }));

    private Task<HttpResponseMessage> RecordAsync(string by, string? user, string? from, string until, string? deputy) =>
        _driver.PostAsync(by, "/api/absences", new { user, from, until, deputy });

    private async Task<JsonElement> CreatedAsync(string by, string from, string until, string? deputy) =>
        await CaseDriver.OkAsync(await RecordAsync(by, null, from, until, deputy), HttpStatusCode.Created);
}
