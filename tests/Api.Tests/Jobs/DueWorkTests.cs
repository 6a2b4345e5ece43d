using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Jobs;

/// <summary>What time does to a case when its instant comes: each thing once, neither before nor again.</summary>
public sealed class DueWorkTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private readonly CaseDriver _driver = new(api);

    [Fact]
    public async Task The_body_is_reminded_one_working_day_before_a_steps_limit_when_offices_open()
    {
        var number = await CertificateAsync("2026-09-29T10:00");
        // Due on Monday 12 October; the working day before is the worked Saturday 10 October.
        await _driver.PassToAsync("2026-10-10T08:59");
        Assert.Empty(await _driver.EntriesAsync(number, "reminded"));
        await _driver.PassToAsync("2026-10-10T09:00");
        await _driver.PassToAsync("2026-10-10T09:30");
        var entry = Assert.Single(await _driver.EntriesAsync(number, "reminded"));
        Assert.Equal(("2026-10-10T09:00:00+08:00", "accept", "system"), (entry.Text("at"), entry.Text("activityId"), entry.Text("actor")));
        Assert.Equal(["sailaitang-station"], await MessagesAsync(number));
    }

    [Fact]
    public async Task Nobody_is_reminded_of_what_is_done()
    {
        var number = await CertificateAsync("2026-09-29T10:00");
        await _driver.AnswerAsync(number, "accept", "gaps", "缺户口簿", new { missing = new[] { "household-register" } });
        await _driver.PassToAsync("2026-10-12T23:59");
        Assert.DoesNotContain(await _driver.EntriesAsync(number, "reminded"), e => e.Text("activityId") == "accept");
        Assert.Empty(await _driver.EntriesAsync(number, "step-overdue"));
    }

    [Fact]
    public async Task A_step_is_late_from_the_first_instant_after_its_last_day()
    {
        api.Clock.Set(CaseDriver.Local("2026-09-29T10:00"));
        var number = await _driver.RegisterAsync(Application.HomeAdaptation);
        await _driver.PassToAsync("2026-10-09T23:59");
        Assert.False((await _driver.TaskAsync(number, "accept")).GetProperty("late").GetBoolean());
        await _driver.PassToAsync("2026-10-10T00:00");
        await _driver.PassToAsync("2026-10-11T00:00");
        Assert.True((await _driver.TaskAsync(number, "accept")).GetProperty("late").GetBoolean());
        Assert.Equal("2026-10-10T00:00:00+08:00", Assert.Single(await _driver.EntriesAsync(number, "step-overdue")).Text("at"));
        Assert.Contains(number, await LateCasesAsync(number, tasks: true));
        // The case as a whole still has time.
        Assert.Empty(await _driver.EntriesAsync(number, "case-overdue"));
    }

    [Fact]
    public async Task A_case_is_late_once_its_own_limit_has_passed_and_the_joint_office_is_told()
    {
        var number = await CertificateAsync("2026-09-29T10:00");
        Assert.DoesNotContain(number, await LateCasesAsync(number, tasks: false));
        await _driver.PassToAsync("2026-10-28T00:00");
        await _driver.PassToAsync("2026-10-29T00:00");
        Assert.Equal("2026-10-28T00:00:00+08:00", Assert.Single(await _driver.EntriesAsync(number, "case-overdue")).Text("at"));
        Assert.Contains("joint-office", await MessagesAsync(number));
        Assert.Contains(number, await LateCasesAsync(number, tasks: false));
    }

    [Fact]
    public async Task Papers_that_never_come_end_the_case_at_the_limit_and_not_before()
    {
        var number = await CertificateAsync("2026-09-29T10:00");
        await _driver.AnswerAsync(number, "accept", "gaps", "缺户口簿", new { missing = new[] { "household-register" } });
        var task = await _driver.TaskAsync(number, "supplement");
        // 10 working days: 30.9., 8., 9., 10., 12.-16., 19.10.
        Assert.Equal("2026-10-19", task.Text("dueOn"));
        await (await _driver.CompleteAsync("sailaitang-station.clerk", task, "lapsed")).ProblemAsync(HttpStatusCode.Conflict, "limit-running");
        await _driver.PassToAsync("2026-10-19T23:59");
        Assert.Equal("Paused", (await _driver.CaseAsync(number)).Text("status"));
        await _driver.PassToAsync("2026-10-20T00:00");
        var found = await _driver.CaseAsync(number);
        Assert.Equal(("Closed", "withdrawn", "2026-10-20T00:00:00+08:00"), (found.Text("status"), found.Text("result"), found.Text("closedAt")));
        Assert.Equal("supplement", Assert.Single(await _driver.EntriesAsync(number, "lapsed")).Text("activityId"));
    }

    [Fact]
    public async Task A_public_notice_ends_by_itself_and_nobody_can_end_it_sooner()
    {
        var number = await CertificateAsync("2026-09-29T10:00");
        await ToPublicityAsync(number);
        var task = await _driver.TaskAsync(number, "publicity");
        Assert.Equal("2026-10-12", task.Text("dueOn"));
        await (await _driver.CompleteAsync("sailaitang-01-committee.handler", task, "no-objection")).ProblemAsync(HttpStatusCode.Conflict, "limit-running");
        await (await _driver.CompleteAsync("sailaitang-01-committee.handler", task, "objection")).ProblemAsync(HttpStatusCode.BadRequest, "opinion-required");
        await _driver.PassToAsync("2026-10-13T08:00");
        Assert.Equal(["review"], CaseDriver.Open(await _driver.CaseAsync(number)));
        Assert.Equal("2026-10-13T00:00:00+08:00", Assert.Single(await _driver.EntriesAsync(number, "lapsed")).Text("at"));
        await (await _driver.CompleteAsync("sailaitang-01-committee.handler", task, "objection", "迟到的异议")).ProblemAsync(HttpStatusCode.Conflict, "task-already-decided");
    }

    [Fact]
    public async Task A_visit_becomes_a_task_on_its_day_and_is_answered_after_the_case_is_closed()
    {
        var number = await CertificateAsync("2026-09-29T10:00");
        await ToPublicityAsync(number);
        await _driver.PassToAsync("2026-10-13T10:00");
        await _driver.AnswerAsync(number, "review", "approve");
        await _driver.AnswerAsync(number, "issue", "delivered", data: new { delivery = "window" });
        var closed = await _driver.CaseAsync(number);
        Assert.Equal(("Closed", "issued"), (closed.Text("status"), closed.Text("result")));
        // 30 natural days after 13.10. is 12.11., a Thursday.
        Assert.Equal(("2026-11-12", "Scheduled"), Visit(closed));
        await _driver.PassToAsync("2026-11-12T08:59");
        Assert.Empty(CaseDriver.Open(await _driver.CaseAsync(number)));
        await _driver.PassToAsync("2026-11-12T09:00");
        await _driver.PassToAsync("2026-11-12T12:00");
        Assert.Equal(["follow-up:needs"], CaseDriver.Open(await _driver.CaseAsync(number)));
        var task = await _driver.TaskAsync(number, "follow-up:needs");
        await (await _driver.CompleteAsync("sailaitang-station.clerk", task, "unreachable")).ProblemAsync(HttpStatusCode.BadRequest, "opinion-required");
        await _driver.AnswerAsync(number, "follow-up:needs", "visited", "已申请辅具");
        var visited = await _driver.CaseAsync(number);
        Assert.Equal(("2026-11-12", "Done"), Visit(visited));
        Assert.Equal(("Closed", "issued"), (visited.Text("status"), visited.Text("result")));
    }

    private static (string?, string?) Visit(JsonElement found) => found.GetProperty("followUps").EnumerateArray()
        .Where(f => f.Text("key") == "needs").Select(f => (f.Text("dueOn"), f.Text("state"))).Single();

    private async Task<string> CertificateAsync(string at)
    {
        api.Clock.Set(CaseDriver.Local(at));
        return await _driver.RegisterAsync(Application.Certificate);
    }

    private async Task ToPublicityAsync(string number)
    {
        await _driver.AnswerAsync(number, "accept", "complete");
        await _driver.AnswerAsync(number, "designate", "done", data: new { hospital = "班玛县人民医院" });
        await _driver.AnswerAsync(number, "assess", "meets", data: new { type = "4", grade = "2" });
    }

    /// <summary>To whom messages about the case were written.</summary>
    private Task<List<string>> MessagesAsync(string number) => api.WithDbAsync(db =>
        (from message in db.Outbox join file in db.Cases on message.CaseId equals file.Id where file.Number == number orderby message.Id select message.To).ToListAsync(Answers.Ct));

    private async Task<List<string?>> LateCasesAsync(string number, bool tasks)
    {
        var url = tasks ? "/api/tasks?scope=all&late=true&size=100" : $"/api/cases?late=true&q={number}";
        return (await (await api.ClientAsync("office")).JsonAsync(url)).Texts(tasks ? "caseNumber" : "number");
    }
}
