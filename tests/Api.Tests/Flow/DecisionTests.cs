using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Domain.Timers;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Tests.Flow;

/// <summary>One task has one holder and one decision.</summary>
public sealed class DecisionTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private readonly CaseDriver _driver = new(api);

    [Fact]
    public async Task A_second_decision_is_refused_and_changes_nothing()
    {
        var number = await _driver.RegisterAsync(Application.Certificate);
        var task = await _driver.TaskAsync(number, "accept");
        await CaseDriver.OkAsync(await _driver.CompleteAsync("sailaitang-station.clerk", task, "complete"));
        var before = await RowCounts.OfAsync(api);
        await (await _driver.CompleteAsync("sailaitang-station.clerk", task, "not-ours", "再办一次")).ProblemAsync(HttpStatusCode.Conflict, "task-already-decided");
        Assert.Equal(before, await RowCounts.OfAsync(api));
        Assert.Equal(["designate"], CaseDriver.Open(await _driver.CaseAsync(number)));
    }

    [Fact]
    public async Task Of_twenty_clients_that_answer_at_once_one_decides()
    {
        var number = await _driver.RegisterAsync(Application.Certificate);
        var task = await _driver.TaskAsync(number, "accept");
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _driver.CompleteAsync("sailaitang-station.clerk", task, "complete")));
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.OK);
        foreach (var lost in answers.Where(a => a.StatusCode != HttpStatusCode.OK)) await lost.ProblemAsync(HttpStatusCode.Conflict, "task-already-decided");
        Assert.Single(await _driver.EntriesAsync(number, "completed"));
        Assert.Equal(["designate"], CaseDriver.Open(await _driver.CaseAsync(number)));
    }

    [Fact]
    public async Task What_one_person_has_claimed_a_colleague_cannot_decide_until_it_is_released()
    {
        var number = await _driver.RegisterAsync(Application.LegalAid);
        var task = await _driver.TaskAsync(number, "accept");
        await CaseDriver.OkAsync(await _driver.PostAsync("window", $"/api/tasks/{task.Text("id")}/claim", null));
        await (await _driver.CompleteAsync("county-station.clerk", task, "complete")).ProblemAsync(HttpStatusCode.Forbidden, "task-claimed-by-other");
        await CaseDriver.OkAsync(await _driver.PostAsync("window", $"/api/tasks/{task.Text("id")}/release", null));
        await CaseDriver.OkAsync(await _driver.CompleteAsync("county-station.clerk", task, "complete"));
        Assert.Equal(["urgent"], CaseDriver.Open(await _driver.CaseAsync(number)));
    }

    [Fact]
    public async Task A_task_passed_to_a_colleague_is_decided_by_that_colleague_alone()
    {
        var number = await _driver.RegisterAsync(Application.LegalAid);
        var task = await _driver.TaskAsync(number, "accept");
        await CaseDriver.OkAsync(await _driver.PostAsync("window", $"/api/tasks/{task.Text("id")}/transfer", new { to = "county-station.clerk", reason = "去乡镇出差" }));
        await (await _driver.CompleteAsync("window", task, "complete")).ProblemAsync(HttpStatusCode.Forbidden, "task-claimed-by-other");
        await CaseDriver.OkAsync(await _driver.CompleteAsync("county-station.clerk", task, "complete"));
    }

    [Fact]
    public async Task A_task_passed_to_another_body_leaves_the_first_and_keeps_its_due_date()
    {
        var number = await _driver.RegisterAsync(Application.Certificate);
        var task = await _driver.TaskAsync(number, "accept");
        await CaseDriver.OkAsync(await _driver.PostAsync(
            "sailaitang-station.clerk", $"/api/tasks/{task.Text("id")}/transfer", new { to = "county-station", reason = "申请人在县里" }));
        await (await _driver.CompleteAsync("sailaitang-station.clerk", task, "complete")).ProblemAsync(HttpStatusCode.Forbidden, "task-not-yours");
        var moved = await _driver.TaskAsync(number, "accept");
        Assert.Equal(("county-station", task.Text("dueOn")), (moved.Text("body"), moved.Text("dueOn")));
        await CaseDriver.OkAsync(await _driver.CompleteAsync("window", moved, "complete"));
    }

    [Theory]
    [InlineData("legal-aid")]
    [InlineData("no-such-body")]
    [InlineData("trade-union.handler")]
    public async Task A_task_is_not_passed_to_where_nobody_has_its_role(string to)
    {
        var number = await _driver.RegisterAsync(Application.Certificate);
        var task = await _driver.TaskAsync(number, "accept");
        await (await _driver.PostAsync("sailaitang-station.clerk", $"/api/tasks/{task.Text("id")}/transfer", new { to, reason = "转办" }))
            .ProblemAsync(HttpStatusCode.BadRequest, "body-unknown");
    }

    [Fact]
    public async Task Supplying_the_last_missing_paper_sends_the_case_on_by_itself()
    {
        var number = await _driver.RegisterAsync(Application.Certificate.With("photos", "missing"));
        await _driver.AnswerAsync(number, "accept", "gaps", "缺照片", new { missing = new[] { "photos", "household-register" } });
        Assert.Equal(("Paused", null), (await StatusAsync(number), (await _driver.CaseAsync(number)).Text("dueOn")));
        await SupplyAsync(number, "photos");
        Assert.Equal(["supplement"], CaseDriver.Open(await _driver.CaseAsync(number)));
        await SupplyAsync(number, "household-register");
        Assert.Equal(["accept"], CaseDriver.Open(await _driver.CaseAsync(number)));
        Assert.Equal("InProgress", await StatusAsync(number));
    }

    [Fact]
    public async Task The_first_notice_of_gaps_is_the_only_one()
    {
        var registered = await CaseDriver.OkAsync(
            await _driver.PostAsync("window", "/api/cases", Application.Certificate.With("photos", "missing").Body), HttpStatusCode.Created);
        Assert.Equal("photos", registered.GetProperty("notice").GetProperty("missing")[0].Text("key"));
        var number = registered.Text("number")!;
        await _driver.AnswerAsync(number, "accept", "gaps", "还缺户口簿", new { missing = new[] { "photos", "household-register" } });
        var notice = (await _driver.CaseAsync(number)).GetProperty("notice").GetProperty("missing");
        Assert.Equal(["photos"], notice.EnumerateArray().Select(m => m.Text("key")));
    }

    [Fact]
    public async Task A_withdrawn_case_ends_with_nothing_open_and_nothing_to_come()
    {
        var number = await _driver.RegisterAsync(Application.Certificate);
        await _driver.AnswerAsync(number, "accept", "gaps", "缺户口簿", new { missing = new[] { "household-register" } });
        await (await _driver.PostAsync("trade-union.handler", $"/api/cases/{number}/withdraw", new { reason = "x" })).ProblemAsync(HttpStatusCode.NotFound, "case-not-found");
        await CaseDriver.OkAsync(await _driver.PostAsync("window", $"/api/cases/{number}/withdraw", new { reason = "申请人不再需要" }));
        var before = await _driver.TimelineAsync(number);
        var (pending, open) = await api.WithDbAsync(async db =>
        {
            var id = (await db.Cases.SingleAsync(c => c.Number == number, Answers.Ct)).Id;
            return (await db.Timers.CountAsync(t => t.CaseId == id && t.State == TimerState.Pending, Answers.Ct),
                await db.WorkItems.CountAsync(w => w.CaseId == id && w.State == WorkItemState.Open, Answers.Ct));
        });
        Assert.Equal((0, 0), (pending, open));
        await _driver.PassAsync(TimeSpan.FromDays(60));
        Assert.Equal(before.Count, (await _driver.TimelineAsync(number)).Count);
        Assert.Equal("withdrawn", (await _driver.CaseAsync(number)).Text("result"));
        await (await _driver.PostAsync("window", $"/api/cases/{number}/withdraw", new { reason = "再撤一次" })).ProblemAsync(HttpStatusCode.Conflict, "case-closed");
    }

    /// <summary>Nothing in a workflow waits for a visit or for an incident's repair; they end with the case all the same.</summary>
    [Theory]
    [InlineData(WorkItemKind.Visit)]
    [InlineData(WorkItemKind.Incident)]
    public async Task A_withdrawn_case_leaves_no_visit_and_no_incident_open(WorkItemKind kind)
    {
        var number = await _driver.RegisterAsync(Application.Certificate);
        await api.WithDbAsync(async db =>
        {
            var file = await db.Cases.SingleAsync(c => c.Number == number, Answers.Ct);
            db.WorkItems.Add(WorkItem.Open(new WorkItemOpening
            {
                Id = Guid.CreateVersion7(api.Clock.GetUtcNow()),
                Case = file,
                ActivityId = "beside",
                Kind = kind,
                TitleZh = "旁",
                TitleEn = "Beside",
                Body = "joint-office",
                Role = "supervisor",
                Outcomes = [],
                OpenedAt = api.Clock.GetUtcNow(),
            }));
            return await db.SaveChangesAsync(Answers.Ct);
        });
        await CaseDriver.OkAsync(await _driver.PostAsync("window", $"/api/cases/{number}/withdraw", new { reason = "申请人不再需要" }));
        var left = await api.WithDbAsync(db => db.WorkItems.Where(w => w.CaseNumber == number && w.State == WorkItemState.Open).CountAsync(Answers.Ct));
        Assert.Equal(0, left);
    }

    [Fact]
    public async Task A_case_sent_back_keeps_its_history_and_its_clock()
    {
        var number = await _driver.RegisterAsync(Application.Certificate);
        await _driver.AnswerAsync(number, "accept", "complete");
        var dueOn = (await _driver.CaseAsync(number)).Text("dueOn");
        var task = await _driver.TaskAsync(number, "designate");
        var url = $"/api/tasks/{task.Text("id")}/return";
        await (await _driver.PostAsync("federation-disabled.handler", url, new { toActivityId = "accept", reason = " " })).ProblemAsync(HttpStatusCode.BadRequest, "request-invalid");
        await (await _driver.PostAsync("federation-disabled.handler", url, new { toActivityId = "issue", reason = "x" })).ProblemAsync(HttpStatusCode.BadRequest, "return-target-unknown");
        await CaseDriver.OkAsync(await _driver.PostAsync("federation-disabled.handler", url, new { reason = "照片不合格" }));
        var found = await _driver.CaseAsync(number);
        Assert.Equal((dueOn, "accept"), (found.Text("dueOn"), CaseDriver.Open(found).Single()));
        Assert.Equal(["completed", "returned"], (await _driver.TimelineAsync(number)).Select(e => e.Text("action")).Where(a => a is "completed" or "returned"));
    }

    private async Task<string?> StatusAsync(string number) => (await _driver.CaseAsync(number)).Text("status");

    private async Task<JsonElement> SupplyAsync(string number, string key) => await CaseDriver.OkAsync(await _driver.PostAsync(
        "sailaitang-station.clerk", $"/api/cases/{number}/materials", new { materials = new[] { new { key, state = "provided" } } }));

    [Fact]
    public async Task After_its_end_the_resident_reads_how_the_case_ended_and_not_its_last_step()
    {
        var number = await _driver.RegisterAsync(Application.Relief);
        await CaseDriver.OkAsync(await _driver.PostAsync("window", $"/api/cases/{number}/withdraw", new { reason = "困难已经解决" }));
        var view = await api.CreateClient().JsonAsync($"/api/track/{number}?tail=1234");
        Assert.Equal(("已办结：已撤回", "Closed: Withdrawn"), (view.Text("stage"), view.Text("stageEn")));
    }
}
