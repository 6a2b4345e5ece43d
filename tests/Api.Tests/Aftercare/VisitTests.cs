using System.Text.Json;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Aftercare;

/// <summary>A visit that reaches nobody is not lost: it is tried again, and in the end somebody above sees to it.</summary>
public sealed class VisitTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private const string Task = "follow-up:needs";
    private readonly CaseDriver _driver = new(api);

    [Fact]
    public async Task A_visit_that_reaches_nobody_is_put_on_another_day()
    {
        var number = await DueAsync();
        await _driver.AnswerAsync(number, Task, "unreachable", "电话无人接听");
        // Five working days after Thursday 12 November.
        Assert.Equal(("Scheduled", 2, "2026-11-19"), await VisitAsync(number));
        Assert.Empty(CaseDriver.Open(await _driver.CaseAsync(number)));
        await _driver.PassToAsync("2026-11-19T09:00");
        await _driver.AnswerAsync(number, Task, "visited");
        Assert.Equal(("Done", 2, "2026-11-19"), await VisitAsync(number));
        Assert.Empty(await ClosedCases.FindingsAsync(api, number));
    }

    [Fact]
    public async Task A_visit_that_nobody_makes_in_time_counts_as_a_try()
    {
        var number = await DueAsync();
        // Ten working days after 12 November end with the 26th.
        await _driver.PassToAsync("2026-11-26T23:59");
        Assert.Equal([Task], CaseDriver.Open(await _driver.CaseAsync(number)));
        await _driver.PassToAsync("2026-11-27T00:00");
        Assert.Equal(("Scheduled", 2, "2026-12-04"), await VisitAsync(number));
        Assert.Equal("system", Assert.Single(await _driver.EntriesAsync(number, "lapsed"), e => e.Text("activityId") == Task).Text("actor"));
    }

    [Fact]
    public async Task After_the_last_try_the_approver_gets_it_and_the_joint_office_is_told()
    {
        var number = await DueAsync();
        await FailAllAsync(number);
        var task = await _driver.TaskAsync(number, Task);
        Assert.Equal(("joint-office", "supervisor"), (task.Text("body"), task.Text("role")));
        var visit = ClosedCases.Visit(await _driver.CaseAsync(number), "needs");
        Assert.Equal(("Due", 3), (visit.Text("state"), visit.GetProperty("attempt").GetInt32()));
        Assert.NotNull(visit.Text("escalatedAt"));
        Assert.Single(await _driver.EntriesAsync(number, "follow-up-escalated"));

        // Late or not, the last task stays with whoever has it.
        await _driver.PassAsync(TimeSpan.FromDays(60));
        Assert.Equal([Task], CaseDriver.Open(await _driver.CaseAsync(number)));
        await CaseDriver.OkAsync(await _driver.CompleteAsync("office", task, "given-up", "已迁往外省"));
        Assert.Equal("Missed", ClosedCases.Visit(await _driver.CaseAsync(number), "needs").Text("state"));
        Assert.Empty(await ClosedCases.FindingsAsync(api, number));
    }

    [Fact]
    public async Task A_standstill_uses_up_no_try()
    {
        var number = await ClosedCases.CertificateAsync(api);
        await _driver.PassToAsync("2027-03-01T10:00");
        await _driver.PassToAsync("2027-03-01T10:05");
        var visit = ClosedCases.Visit(await _driver.CaseAsync(number), "needs");
        Assert.Equal(("Due", 1), (visit.Text("state"), visit.GetProperty("attempt").GetInt32()));
        Assert.Equal("2027-03-15", (await _driver.TaskAsync(number, Task)).Text("dueOn"));
    }

    [Fact]
    public async Task What_a_visit_finds_is_kept_and_counted()
    {
        var number = await DueAsync();
        var before = await TotalsAsync();
        await _driver.AnswerAsync(number, Task, "visited", "已申请辅具", new { satisfied = false, newNeed = "需要轮椅" });
        var visit = ClosedCases.Visit(await _driver.CaseAsync(number), "needs");
        Assert.Equal((false, "需要轮椅"), (visit.GetProperty("satisfied").GetBoolean(), visit.Text("newNeed")));
        var after = await TotalsAsync();
        foreach (var grown in new[] { "done", "dissatisfied", "newNeeds" })
            Assert.Equal(before.GetProperty(grown).GetInt32() + 1, after.GetProperty(grown).GetInt32());
        Assert.Equal(before.GetProperty("due").GetInt32() - 1, after.GetProperty("due").GetInt32());
    }

    [Fact]
    public async Task A_finding_of_the_wrong_kind_is_refused_and_the_visit_stays_open()
    {
        var number = await DueAsync();
        var task = await _driver.TaskAsync(number, Task);
        await (await _driver.CompleteAsync(CaseDriver.HolderOf(task), task, "visited", null, new { satisfied = "maybe" })).ProblemAsync(System.Net.HttpStatusCode.BadRequest, "form-invalid");
        Assert.Equal([Task], CaseDriver.Open(await _driver.CaseAsync(number)));
    }

    private async Task<string> DueAsync()
    {
        var number = await ClosedCases.CertificateAsync(api);
        await _driver.PassToAsync("2026-11-12T09:00");
        return number;
    }

    private async Task FailAllAsync(string number)
    {
        await _driver.AnswerAsync(number, Task, "unreachable", "电话无人接听");
        await _driver.PassToAsync("2026-11-19T09:00");
        await _driver.AnswerAsync(number, Task, "unreachable", "上门无人");
        await _driver.PassToAsync("2026-11-26T09:00");
        await _driver.AnswerAsync(number, Task, "unreachable", "邻居不知去向");
    }

    private async Task<(string?, int, string?)> VisitAsync(string number)
    {
        var visit = ClosedCases.Visit(await _driver.CaseAsync(number), "needs");
        return (visit.Text("state"), visit.GetProperty("attempt").GetInt32(), visit.Text("dueOn"));
    }

    private async Task<JsonElement> TotalsAsync() =>
        (await (await api.ClientAsync("office")).JsonAsync("/api/follow-ups")).GetProperty("items").EnumerateArray().Single(t => t.Text("body") == "sailaitang-station");
}
