using System.Net;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Api.Tests.Pages;

namespace OneWindow.Api.Tests.Due;

/// <summary>
/// A step of three working days from 29 September 2026: 30.9., 8. and 9.10. Two thirds, rounded down from four fifths, are
/// used up with the 8th, so the yellow card comes when offices open on the 9th, the red one with the 10th.
/// </summary>
public sealed class CardTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private const string Town = "sailaitang-federation-disabled";
    private readonly CaseDriver _driver = new(api);

    [Fact]
    public async Task A_step_gets_yellow_and_then_red_while_the_case_is_on_time()
    {
        var number = await RegisterAsync();
        await _driver.PassToAsync("2026-10-09T08:59");
        Assert.Equal((null, null), await CardsAsync(number));
        await _driver.PassToAsync("2026-10-09T09:00");
        Assert.Equal(("yellow", null), await CardsAsync(number));
        await _driver.PassToAsync("2026-10-10T00:00");
        Assert.Equal(("red", null), await CardsAsync(number));
        Assert.Equal("2026-10-09T09:00:00+08:00", Assert.Single(await _driver.EntriesAsync(number, "step-yellow")).Text("at"));
        Assert.Equal("2026-10-10T00:00:00+08:00", Assert.Single(await _driver.EntriesAsync(number, "step-overdue")).Text("at"));
        Assert.Empty(await _driver.EntriesAsync(number, "case-yellow"));
    }

    [Fact]
    public async Task Lists_find_the_cards_and_pages_show_them()
    {
        var number = await RegisterAsync();
        await _driver.PassToAsync("2026-10-09T09:00");
        Assert.Contains(number, await TasksAsync("yellow"));
        Assert.DoesNotContain(number, await TasksAsync("red"));
        using var holder = await Visitor.SignedInAsync(api, $"{Town}.handler");
        await holder.OpenAsync("/tasks?card=yellow");
        Assert.Contains(number, holder.Main, StringComparison.Ordinal);
        Assert.Contains("黄牌", holder.Main, StringComparison.Ordinal);
        await _driver.PassToAsync("2026-10-10T08:00");
        Assert.DoesNotContain(number, await TasksAsync("yellow"));
        Assert.Contains(number, await TasksAsync("red"));
        await holder.OpenAsync($"/cases/{number}");
        Assert.Contains("红牌", holder.Main, StringComparison.Ordinal);
        await (await (await api.ClientAsync("office")).GetAsync("/api/tasks?card=green", Answers.Ct)).ProblemAsync(HttpStatusCode.BadRequest, "request-invalid");
    }

    [Fact]
    public async Task The_case_gets_its_own_cards_by_its_own_limit()
    {
        api.Clock.Set(CaseDriver.Local("2026-09-29T10:00"));
        var number = await _driver.RegisterAsync(Driving.Application.LegalAid);
        // 25 natural days: twenty are used up with Monday 19 October; the last day is Monday the 26th.
        await _driver.PassToAsync("2026-10-20T08:59");
        Assert.DoesNotContain(number, await CasesAsync("yellow"));
        await _driver.PassToAsync("2026-10-20T09:00");
        Assert.Contains(number, await CasesAsync("yellow"));
        Assert.Equal("2026-10-20T09:00:00+08:00", Assert.Single(await _driver.EntriesAsync(number, "case-yellow")).Text("at"));
        await _driver.PassToAsync("2026-10-27T00:00");
        Assert.DoesNotContain(number, await CasesAsync("yellow"));
        Assert.Contains(number, await CasesAsync("red"));
        using var office = await Visitor.SignedInAsync(api, "office");
        await office.OpenAsync("/cases?card=red");
        Assert.Contains(number, office.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_days_of_standstill_each_card_and_each_of_the_chain_comes_once_at_its_own_instant()
    {
        var number = await RegisterAsync();
        await _driver.PassToAsync("2026-11-30T12:00");
        await _driver.PassToAsync("2026-11-30T12:05");
        Assert.Equal(["2026-10-09T09:00:00+08:00"], await TimesAsync(number, "step-yellow"));
        Assert.Equal(["2026-10-10T00:00:00+08:00"], await TimesAsync(number, "step-overdue"));
        // Red on the worked Saturday 10 October; for one, three and five working days: 10., 12. to 14., 15. and 16.
        Assert.Equal(["2026-10-12T09:00:00+08:00", "2026-10-14T09:00:00+08:00", "2026-10-16T09:00:00+08:00"], await TimesAsync(number, "escalated"));
        Assert.Equal([Town, "joint-office", "county-leadership"], await EscalatedToAsync(number));
    }

    [Fact]
    public async Task Whoever_is_told_of_a_late_step_can_open_the_case_and_sees_how_far_it_has_come()
    {
        var number = await RegisterAsync();
        var county = await api.ClientAsync("county-leadership.approver");
        await (await county.GetAsync($"/api/cases/{number}", Answers.Ct)).ProblemAsync(HttpStatusCode.NotFound, "case-not-found");
        await _driver.PassToAsync("2026-10-16T09:00");
        var found = await county.JsonAsync($"/api/cases/{number}");
        Assert.Equal(3, Assert.Single(found.GetProperty("openTasks").EnumerateArray()).GetProperty("escalations").GetInt32());
        Assert.Contains(number, (await county.JsonAsync("/api/notices")).Texts("caseNumber"));
    }

    [Fact]
    public async Task A_step_that_is_done_is_escalated_no_further()
    {
        var number = await RegisterAsync();
        await _driver.PassToAsync("2026-10-12T09:00");
        await _driver.AnswerAsync(number, "accept", "complete");
        await _driver.PassToAsync("2026-10-17T09:00");
        Assert.Equal([Town], await EscalatedToAsync(number));
    }

    [Fact]
    public async Task What_comes_about_in_the_night_is_told_when_offices_open()
    {
        var number = await RegisterAsync();
        await _driver.PassToAsync("2026-10-10T00:00");
        Assert.Single(await _driver.EntriesAsync(number, "step-overdue"));
        Assert.DoesNotContain(await NoticesAsync(number), n => n.Contains("红牌", StringComparison.Ordinal));
        var times = await api.WithDbAsync(db => (from m in db.Outbox join c in db.Cases on m.CaseId equals c.Id where c.Number == number select m.CreatedAt).ToListAsync(Answers.Ct));
        Assert.All(times, at => Assert.InRange(at.ToOffset(TimeSpan.FromHours(8)).Hour, 7, 21));
        await _driver.PassToAsync("2026-10-10T09:00");
        Assert.Contains(await NoticesAsync(number), n => n.Contains("红牌", StringComparison.Ordinal));
    }

    private async Task<string> RegisterAsync()
    {
        api.Clock.Set(CaseDriver.Local("2026-09-29T10:00"));
        var number = await _driver.RegisterAsync(Driving.Application.HomeAdaptation);
        Assert.Equal(("2026-10-09", Town), ((await _driver.TaskAsync(number, "accept")).Text("dueOn"), (await _driver.TaskAsync(number, "accept")).Text("body")));
        return number;
    }

    private async Task<(string? Task, string? Case)> CardsAsync(string number)
    {
        var found = await _driver.CaseAsync(number);
        return (found.GetProperty("openTasks")[0].Text("card"), found.GetProperty("deadline").Text("card"));
    }

    private async Task<List<string?>> TasksAsync(string card) => (await (await api.ClientAsync($"{Town}.handler")).JsonAsync($"/api/tasks?card={card}&size=100")).Texts("caseNumber");

    private async Task<List<string?>> CasesAsync(string card) => (await (await api.ClientAsync("office")).JsonAsync($"/api/cases?card={card}&size=100")).Texts("number");

    private async Task<List<string?>> TimesAsync(string number, string action) => [.. (await _driver.EntriesAsync(number, action)).Select(e => e.Text("at"))];

    private async Task<List<string?>> EscalatedToAsync(string number) => [.. (await _driver.EntriesAsync(number, "escalated")).Select(e => e.GetProperty("detail").Text("body"))];

    private async Task<List<string>> NoticesAsync(string number) =>
        [.. (await (await api.ClientAsync($"{Town}.handler")).JsonAsync("/api/notices?size=100")).GetProperty("items").EnumerateArray()
            .Where(n => n.Text("caseNumber") == number).Select(n => n.Text("text")!)];
}
