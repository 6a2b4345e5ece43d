using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Tests.Aftercare;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Api.Tests.Pages;

namespace OneWindow.Api.Tests.Grants;

/// <summary>Money is granted once for one cause, within caps and budgets, and whoever decides is told why not.</summary>
public sealed class GrantTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private const string OtherTown = "632622201200";
    private readonly CaseDriver _driver = new(api);

    [Fact]
    public async Task A_second_grant_of_another_body_for_the_same_cause_is_blocked_and_changes_nothing()
    {
        var (person, first) = await FirstAsync();
        var number = await ToPaymentAsync(Relief(person, OtherTown));
        var task = await _driver.TaskAsync(number, "pay-first");
        var before = await _driver.CaseAsync(number);
        var refused = await (await PayAsync(task, 800)).ProblemAsync(HttpStatusCode.Conflict, "double-aid");
        // Another body's case is not told of; its name and the day are what a phone call needs.
        Assert.Contains("赛来塘镇人民政府", refused.GetRawText(), StringComparison.Ordinal);
        Assert.Contains("2026-09-29", refused.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(first, refused.ToString(), StringComparison.Ordinal);
        Assert.Equal(before.ToString(), (await _driver.CaseAsync(number)).ToString());
        Assert.Empty(await ClosedCases.FindingsAsync(api, number));
    }

    [Fact]
    public async Task Only_the_joint_office_permits_a_second_grant_and_says_why()
    {
        var (person, first) = await FirstAsync();
        var number = await ToPaymentAsync(Relief(person, OtherTown));
        var url = $"/api/cases/{number}/aid-permit";
        await (await _driver.PostAsync("makehe-government.handler", url, new { reason = "特别困难" })).ProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        await (await _driver.PostAsync("office", url, new { reason = " " })).ProblemAsync(HttpStatusCode.BadRequest, "request-invalid");
        var aid = await CaseDriver.OkAsync(await _driver.PostAsync("office", url, new { reason = "特别困难" }));
        Assert.Equal(first, Assert.Single(aid.GetProperty("others").EnumerateArray()).Text("caseNumber"));
        await CaseDriver.OkAsync(await PayAsync(await _driver.TaskAsync(number, "pay-first"), 800));
        Assert.Equal("特别困难", Assert.Single(await _driver.EntriesAsync(number, "double-aid-permitted")).GetProperty("detail").Text("reason"));
    }

    [Fact]
    public async Task After_the_window_or_for_another_cause_aid_is_free_again()
    {
        var (person, _) = await FirstAsync();
        var other = await ToPaymentAsync(Relief(person, OtherTown) with { Form = Form("accident") });
        await CaseDriver.OkAsync(await PayAsync(await _driver.TaskAsync(other, "pay-first"), 800));
        api.Clock.Set(CaseDriver.Local("2027-09-30T10:00"));
        var later = await ToPaymentAsync(Relief(person, OtherTown));
        await CaseDriver.OkAsync(await PayAsync(await _driver.TaskAsync(later, "pay-first"), 800));
    }

    [Fact]
    public async Task Two_bodies_that_decide_in_one_moment_grant_once()
    {
        Start();
        for (var round = 0; round < 5; round++)
        {
            var person = Application.Person("19800101");
            var tasks = new List<JsonElement>();
            foreach (var area in new[] { "632622100001", OtherTown }) tasks.Add(await _driver.TaskAsync(await ToPaymentAsync(Relief(person, area)), "pay-first"));
            foreach (var task in tasks) await api.ClientAsync(CaseDriver.HolderOf(task));
            var answers = await Task.WhenAll(tasks.Select(task => PayAsync(task, 500)));
            Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], answers.Select(a => a.StatusCode).Order());
        }
    }

    [Fact]
    public async Task A_cap_counts_what_the_person_had_before_in_the_year()
    {
        Start();
        var person = Application.Person("19740101");
        await AdaptAsync(person, 4000, HttpStatusCode.OK);
        await AdaptAsync(person, 2000.01m, HttpStatusCode.Conflict);
    }

    [Fact]
    public Task A_budget_is_never_overspent() => InAnotherCountyAsync(
        folder => Edit(Path.Combine(folder, "aid.json"), rules => rules["budgets"]!.AsArray().Add(new JsonObject { ["body"] = "sailaitang-government", ["year"] = 2026, ["amount"] = 1000 })),
        SpendAsync);

    [Fact]
    public Task A_new_decision_on_a_reopened_case_takes_the_place_of_the_old_one() => InAnotherCountyAsync(
        folder =>
        {
            Edit(Path.Combine(folder, "aid.json"), rules => rules["caps"]!.AsArray().Add(new JsonObject { ["cause"] = "illness", ["per"] = "case", ["amount"] = 2000 }));
            Edit(Path.Combine(folder, "temporary-relief", "service.json"), service => service["reopen"] = new JsonObject { ["within"] = "10wd", ["step"] = "triage", ["results"] = new JsonArray("granted"), ["clock"] = "on" });
        },
        DecideAnewAsync);

    [Fact]
    public Task A_reopened_case_that_is_withdrawn_gives_back_what_it_had_granted() => InAnotherCountyAsync(
        folder => Edit(Path.Combine(folder, "temporary-relief", "service.json"), service => service["reopen"] = new JsonObject { ["within"] = "10wd", ["step"] = "triage", ["results"] = new JsonArray("granted"), ["clock"] = "on" }),
        WithdrawReopenedAsync);

    [Fact]
    public async Task The_ledger_adds_up_and_a_body_sees_its_own()
    {
        await FirstAsync();
        var all = await api.WithDbAsync(db => db.Grants.Select(g => g.Amount).ToListAsync(Answers.Ct));
        var office = await api.ClientAsync("office");
        var sums = await office.JsonAsync("/api/grants/sums");
        Assert.Equal((all.Count, all.Sum()), (sums.GetProperty("count").GetInt32(), sums.GetProperty("amount").GetDecimal()));
        Assert.Equal(all.Sum(), sums.GetProperty("items").EnumerateArray().Sum(i => i.GetProperty("amount").GetDecimal()));
        var (seen, cursor) = (new List<string?>(), "");
        do
        {
            var page = await office.JsonAsync($"/api/grants?size=1&cursor={cursor}");
            seen.AddRange(page.Texts("id"));
            cursor = page.Text("nextCursor");
        }
        while (cursor is not null);
        Assert.Equal((all.Count, all.Count), (seen.Count, seen.Distinct().Count()));
        var own = await (await api.ClientAsync("sailaitang-government.handler")).JsonAsync("/api/grants?from=2026-09-29&to=2026-09-29&cause=illness&service=temporary-relief");
        Assert.NotEmpty(own.Texts("id"));
        Assert.All(own.Texts("body"), body => Assert.Equal("sailaitang-government", body));
        Assert.Empty((await (await api.ClientAsync("law-firm.handler")).JsonAsync("/api/grants")).Texts("id"));
        using var page2 = await Visitor.SignedInAsync(api, "office");
        await page2.OpenAsync("/ledgers/grants?cause=illness");
        Assert.Equal(HttpStatusCode.OK, page2.Status);
        Assert.Contains("1,500", page2.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_pages_tell_who_decides_and_let_the_office_permit()
    {
        var (person, _) = await FirstAsync();
        var number = await ToPaymentAsync(Relief(person, OtherTown));
        var task = await _driver.TaskAsync(number, "pay-first");
        using var body = await Visitor.SignedInAsync(api, CaseDriver.HolderOf(task));
        await body.OpenAsync($"/tasks/{task.Text("id")}");
        await body.SubmitAsync("decide", ("outcome", "paid"), ("data.amount", "700"), ("data.paidBy", "cash"));
        Assert.Equal(HttpStatusCode.Conflict, body.Status);
        Assert.Contains("同一事由", body.ErrorAt("outcome"), StringComparison.Ordinal);
        Assert.Equal("700", body.Value("data.amount"));
        using var office = await Visitor.SignedInAsync(api, "office");
        await office.OpenAsync($"/cases/{number}");
        await office.SubmitAsync("permit-aid");
        Assert.NotNull(office.ErrorAt("reason"));
        await office.SubmitAsync("permit-aid", ("reason", "灾情严重"));
        Assert.Contains("灾情严重", office.Main, StringComparison.Ordinal);
    }

    private static async Task InAnotherCountyAsync(Action<string> change, Func<GrantTests, Task> act)
    {
        var folder = Directory.CreateTempSubdirectory("onewindow-aid-");
        try
        {
            Repository.CopyBuiltInTo(folder);
            change(folder.FullName);
            await using var county = new ApiFactory { Settings = new Dictionary<string, string> { ["Workflows:Folder"] = folder.FullName } };
            await act(new GrantTests(county));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Edit(string file, Action<JsonNode> change)
    {
        var json = JsonNode.Parse(File.ReadAllText(file))!;
        change(json);
        File.WriteAllText(file, json.ToJsonString());
    }

    private static async Task DecideAnewAsync(GrantTests county)
    {
        var (person, number) = await county.FirstAsync();
        var other = await county.ToPaymentAsync(Relief(person, OtherTown));
        await county._driver.AnswerAsync(number, "paperwork", "done");
        await county.ReopenAsync(number);
        Assert.Equal([1500m], await county.AmountsAsync(number));
        await county._driver.AnswerAsync(number, "triage", "urgent");
        // The cap of the case counts what is left of the old decision, which is nothing.
        await (await county.PayAsync(await county._driver.TaskAsync(number, "pay-first"), 2000.01m)).ProblemAsync(HttpStatusCode.Conflict, "grant-over-cap");
        await CaseDriver.OkAsync(await county.PayAsync(await county._driver.TaskAsync(number, "pay-first"), 2000));
        Assert.Equal([-1500m, 1500m, 2000m], await county.AmountsAsync(number));
        Assert.Equal(2000, (await (await county.OfficeAsync()).JsonAsync("/api/grants/sums")).GetProperty("amount").GetDecimal());
        await county._driver.AnswerAsync(number, "paperwork", "done");
        Assert.Empty(await ClosedCases.FindingsAsync(county.Api, number));
        await (await county.PayAsync(await county._driver.TaskAsync(other, "pay-first"), 800)).ProblemAsync(HttpStatusCode.Conflict, "double-aid");
        // Another result: what was granted is wanted back, and stands in nobody's way any more.
        await county.ReopenAsync(number);
        await county._driver.AnswerAsync(number, "triage", "repeat-cause", "同一事由已获救助");
        Assert.Equal("refused", (await county._driver.CaseAsync(number)).Text("result"));
        Assert.Equal([-2000m, -1500m, 1500m, 2000m], await county.AmountsAsync(number));
        Assert.Equal([1500m, 2000m], (await county._driver.EntriesAsync(number, "aid-taken-back")).Select(e => e.GetProperty("detail").GetProperty("amount").GetDecimal()));
        Assert.Empty((await (await county.OfficeAsync()).JsonAsync($"/api/cases/{other}/aid")).GetProperty("others").EnumerateArray());
        await CaseDriver.OkAsync(await county.PayAsync(await county._driver.TaskAsync(other, "pay-first"), 800));
        Assert.Empty(await ClosedCases.FindingsAsync(county.Api, number));
    }

    private static async Task WithdrawReopenedAsync(GrantTests county)
    {
        var (_, number) = await county.FirstAsync();
        await county._driver.AnswerAsync(number, "paperwork", "done");
        await county.ReopenAsync(number);
        await CaseDriver.OkAsync(await county._driver.PostAsync("window", $"/api/cases/{number}/withdraw", new { reason = "不要了" }));
        Assert.Equal([-1500m, 1500m], await county.AmountsAsync(number));
        Assert.Single(await county._driver.EntriesAsync(number, "aid-taken-back"));
        Assert.Equal(0, (await (await county.OfficeAsync()).JsonAsync("/api/grants/sums")).GetProperty("amount").GetDecimal());
        Assert.Empty(await ClosedCases.FindingsAsync(county.Api, number));
    }

    private ApiFactory Api => api;

    private Task<HttpClient> OfficeAsync() => api.ClientAsync("office");

    private async Task ReopenAsync(string number)
    {
        api.Clock.Advance(TimeSpan.FromHours(1));
        await CaseDriver.OkAsync(await _driver.PostAsync("office", $"/api/cases/{number}/reopen", new { reason = "对金额有异议" }));
    }

    private async Task<List<decimal>> AmountsAsync(string number) =>
        [.. (await _driver.CaseAsync(number)).GetProperty("grants").EnumerateArray().Select(g => g.GetProperty("amount").GetDecimal()).Order()];

    private static async Task SpendAsync(GrantTests small)
    {
        small.Start();
        var tasks = new List<JsonElement>();
        for (var i = 0; i < 4; i++) tasks.Add(await small._driver.TaskAsync(await small.ToPaymentAsync(Relief(Application.Person("19810101"), "632622100001")), "pay-first"));
        var answers = await Task.WhenAll(tasks.Select(task => small.PayAsync(task, 400)));
        Assert.Equal(2, answers.Count(a => a.StatusCode is HttpStatusCode.OK));
        foreach (var no in answers.Where(a => a.StatusCode is not HttpStatusCode.OK)) await no.ProblemAsync(HttpStatusCode.Conflict, "grant-over-budget");
    }

    /// <summary>A person whom the first town has granted 1,500 yuan for an illness on 29 September 2026, and the case's number.</summary>
    private async Task<(string Person, string Number)> FirstAsync()
    {
        Start();
        var person = Application.Person("19800101");
        var number = await ToPaymentAsync(Relief(person, "632622100001"));
        await CaseDriver.OkAsync(await PayAsync(await _driver.TaskAsync(number, "pay-first"), 1500));
        return (person, number);
    }

    private void Start() => api.Clock.Set(CaseDriver.Local("2026-09-29T10:00"));

    private async Task<string> ToPaymentAsync(Application application)
    {
        var number = await _driver.RegisterAsync(application);
        await _driver.AnswerAsync(number, "accept", "complete");
        await _driver.AnswerAsync(number, "triage", "urgent");
        return number;
    }

    private Task<HttpResponseMessage> PayAsync(JsonElement task, decimal amount) =>
        _driver.CompleteAsync(CaseDriver.HolderOf(task), task, "paid", null, new { amount, paidBy = "cash" });

    private async Task AdaptAsync(string person, decimal cost, HttpStatusCode expected)
    {
        var number = await _driver.RegisterAsync(Application.HomeAdaptation with { IdNumber = person });
        await _driver.AnswerAsync(number, "accept", "complete");
        await _driver.AnswerAsync(number, "survey", "feasible", data: new { needs = new[] { "toilet" } });
        await _driver.AnswerAsync(number, "plan", "approve", data: new { cost, works = "扶手" });
        await _driver.PassAsync(TimeSpan.FromDays(14));
        await _driver.AnswerAsync(number, "procure", "contracted");
        await _driver.AnswerAsync(number, "build", "built");
        var task = await _driver.TaskAsync(number, "inspect");
        var answer = await _driver.CompleteAsync(CaseDriver.HolderOf(task), task, "pass", null, new { userSigned = true });
        if (expected is HttpStatusCode.OK) await CaseDriver.OkAsync(answer);
        else await answer.ProblemAsync(expected, "grant-over-cap");
    }

    private static Application Relief(string person, string area) => Application.Relief with { IdNumber = person, Area = area };

    private static object Form(string cause) => new { cause, causeDetail = "另一件事。", amountWanted = 3000, householdSize = 4, urgent = false, sameCauseThisYear = false };
}
