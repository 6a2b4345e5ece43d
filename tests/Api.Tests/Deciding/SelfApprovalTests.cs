using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Deciding;

/// <summary>Nobody approves a case that they registered, or checks a step that they decided themselves.</summary>
public sealed class SelfApprovalTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private readonly CaseDriver _driver = new(api);

    [Fact]
    public async Task Whoever_registered_a_case_does_not_approve_it()
    {
        var registrar = await Colleagues.AddAsync(api, "zhuoma", "sailaitang-station.clerk", "sailaitang-government.approver");
        var (number, task) = await PayFirstAsync(_driver, registrar);
        Assert.DoesNotContain(registrar, Colleagues.CandidatesOf(task));
        Assert.Contains("sailaitang-government.approver", Colleagues.CandidatesOf(task));
        await (await _driver.CompleteAsync(registrar, task, "paid", data: new { amount = 500, paidBy = "cash" })).ProblemAsync(HttpStatusCode.Forbidden, "self-approval");
        await (await _driver.PostAsync(registrar, $"/api/tasks/{task.Text("id")}/claim", null)).ProblemAsync(HttpStatusCode.Forbidden, "self-approval");
        await (await _driver.PostAsync(registrar, $"/api/tasks/{task.Text("id")}/return", new { reason = "退" })).ProblemAsync(HttpStatusCode.Forbidden, "self-approval");
        await (await _driver.PostAsync("office", $"/api/tasks/{task.Text("id")}/transfer", new { to = registrar, reason = "请你审" })).ProblemAsync(HttpStatusCode.Forbidden, "self-approval");
        await CaseDriver.OkAsync(await _driver.CompleteAsync("sailaitang-government.approver", task, "paid", data: new { amount = 500, paidBy = "cash" }));
        Assert.Equal(["paperwork"], CaseDriver.Open(await _driver.CaseAsync(number)));
    }

    [Fact]
    public async Task A_case_of_somebody_else_the_same_person_approves()
    {
        var approver = await Colleagues.AddAsync(api, "dolma", "sailaitang-station.clerk", "sailaitang-government.approver");
        var (_, task) = await PayFirstAsync(_driver, "window");
        Assert.Contains(approver, Colleagues.CandidatesOf(task));
        await CaseDriver.OkAsync(await _driver.CompleteAsync(approver, task, "paid", data: new { amount = 500, paidBy = "cash" }));
    }

    [Fact]
    public async Task Where_nobody_else_is_left_the_joint_office_decides_at_once()
    {
        await using var small = new ApiFactory();
        var driver = new CaseDriver(small);
        var registrar = await Colleagues.AddAsync(small, "zhuoma", "sailaitang-station.clerk", "sailaitang-government.approver");
        await small.WithDbAsync(db => db.Accounts.Where(a => a.UserName == "sailaitang-government.approver").ExecuteUpdateAsync(s => s.SetProperty(a => a.IsEnabled, false), Answers.Ct));
        var (number, task) = await PayFirstAsync(driver, registrar);
        Assert.Equal(("joint-office", "supervisor"), (task.Text("body"), task.Text("role")));
        Assert.Equal(["joint-office.supervisor", "office"], Colleagues.CandidatesOf(task));
        Assert.Equal("sailaitang-government", (await driver.EntriesAsync(number, "passed-up")).Single().GetProperty("detail").Text("from"));
        await CaseDriver.OkAsync(await driver.CompleteAsync("joint-office.supervisor", task, "paid", data: new { amount = 500, paidBy = "cash" }));
    }

    internal static async Task<(string Number, JsonElement Task)> PayFirstAsync(CaseDriver driver, string registrar)
    {
        var number = await driver.RegisterAsync(Application.Relief, registrar);
        await driver.AnswerAsync(number, "accept", "complete");
        await driver.AnswerAsync(number, "triage", "urgent");
        return (number, await driver.TaskAsync(number, "pay-first"));
    }
}
