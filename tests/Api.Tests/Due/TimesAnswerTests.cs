using System.Net;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Api.Tests.Integrity;

namespace OneWindow.Api.Tests.Due;

/// <summary>Answers that time gives at the end of a limit are nobody else's to give; a silent window has accepted.</summary>
public sealed class TimesAnswerTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private readonly CaseDriver _driver = new(api);

    [Fact]
    public async Task A_window_that_keeps_silent_for_five_working_days_has_accepted_on_the_sixth()
    {
        var number = await RegisterAsync(Driving.Application.Certificate);
        await _driver.PassToAsync("2026-10-12T23:59");
        Assert.Equal(["accept"], CaseDriver.Open(await _driver.CaseAsync(number)));
        await _driver.PassToAsync("2026-10-13T00:00");
        await _driver.PassToAsync("2026-10-13T10:00");
        Assert.Equal(["designate"], CaseDriver.Open(await _driver.CaseAsync(number)));
        var entry = Assert.Single(await _driver.EntriesAsync(number, "lapsed"));
        Assert.Equal(("2026-10-13T00:00:00+08:00", "deemed"), (entry.Text("at"), entry.GetProperty("detail").Text("outcome")));
        // The limit of the case runs on as if the window had accepted in time.
        Assert.Equal("2026-10-27", (await _driver.CaseAsync(number)).Text("dueOn"));
        Assert.Empty(await StoreFindings.OfAsync(api));
    }

    [Fact]
    public async Task Silence_after_the_one_notice_of_gaps_accepts_nothing()
    {
        var number = await RegisterAsync(Driving.Application.Certificate.With("household-register", "missing"));
        await _driver.PassToAsync("2026-10-13T10:00");
        var found = await _driver.CaseAsync(number);
        Assert.Equal(["supplement"], CaseDriver.Open(found));
        Assert.Equal("Paused", found.Text("status"));
    }

    [Fact]
    public async Task Nobody_is_offered_what_only_time_may_answer_and_nobody_may_give_it()
    {
        var number = await RegisterAsync(Driving.Application.Certificate);
        var task = await _driver.TaskAsync(number, "accept");
        Assert.Equal(["complete", "gaps", "not-ours"], task.GetProperty("outcomes").EnumerateArray().Select(o => o.Text("key")));
        await (await _driver.CompleteAsync(CaseDriver.HolderOf(task), task, "deemed")).ProblemAsync(HttpStatusCode.Conflict, "limit-running");
        await _driver.AnswerAsync(number, "accept", "gaps", "缺户口簿", new { missing = new[] { "household-register" } });
        var supplement = await _driver.TaskAsync(number, "supplement");
        Assert.Equal(["supplied"], supplement.GetProperty("outcomes").EnumerateArray().Select(o => o.Text("key")));
        Assert.Empty(await _driver.EntriesAsync(number, "lapsed"));
    }

    [Fact]
    public async Task What_time_has_answered_keeps_its_words_in_the_history()
    {
        var number = await RegisterAsync(Driving.Application.Certificate);
        await _driver.PassToAsync("2026-10-13T10:00");
        using var office = await Pages.Visitor.SignedInAsync(api, "office");
        await office.OpenAsync($"/cases/{number}");
        Assert.Contains("逾期未告知，视为受理", office.Main, StringComparison.Ordinal);
    }

    private async Task<string> RegisterAsync(Driving.Application application)
    {
        api.Clock.Set(CaseDriver.Local("2026-09-29T10:00"));
        return await _driver.RegisterAsync(application);
    }
}
