using System.Text.Json;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Flow;

/// <summary>
/// Due dates as they are counted by hand. National Day 2026: off 1 to 7 October; Saturday 10 October is worked (and
/// Sunday 20 September was). Spring Festival 2026: off 15 to 23 February; Saturdays 14 and 28 February are worked.
/// </summary>
public sealed class ClockTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private readonly CaseDriver _driver = new(api);

    [Theory]
    // 5 working days after 29.9.: 30.9., 8., 9., 10. (worked Saturday), 12.10.
    // 16: the five above, 13., 14., 15., 16. (9), 19.-23. (14), 26., 27.10. (16)
    [InlineData("2026-09-29T10:00", "disability-certificate", "2026-10-12", "2026-10-27")]
    // 1: 30.9. — 25 natural days: 29.9. + 25 = 24.10., a Saturday, so Monday 26.10.
    [InlineData("2026-09-29T10:00", "legal-aid", "2026-09-30", "2026-10-26")]
    // 28: the sixteen above until 27.10., 28.-30. (19), 2.-6.11. (24), 9.-12.11. (28)
    [InlineData("2026-09-29T10:00", "temporary-relief", "2026-09-30", "2026-11-12")]
    // 5 after 12.2. (Thursday): 13., 14. (worked Saturday), 24., 25., 26.2.
    // 16: the five above, 27., 28. (worked Saturday) (7), 2.-6.3. (12), 9.-12.3. (16)
    [InlineData("2026-02-12T10:00", "disability-certificate", "2026-02-26", "2026-03-12")]
    // 25 natural days: 12.2. + 25 = 9.3., a Monday
    [InlineData("2026-02-12T10:00", "legal-aid", "2026-02-13", "2026-03-09")]
    // 28: the sixteen above until 12.3., 13. (17), 16.-20. (22), 23.-27. (27), 30.3. (28)
    [InlineData("2026-02-12T10:00", "temporary-relief", "2026-02-13", "2026-03-30")]
    // 2: 30.9., 8.10. — 22: 30.9., 8.-10. (4), 12.-16. (9), 19.-23. (14), 26.-30. (19), 2.-4.11. (22)
    [InlineData("2026-09-29T10:00", "student-aid", "2026-10-08", "2026-11-04")]
    // 1 natural day: 30.9. — 60 natural days: 28.11., a Saturday, so Monday 30.11.
    [InlineData("2026-09-29T10:00", "labour-mediation", "2026-09-30", "2026-11-30")]
    // 3 after 12.2.: 13., 14. (worked Saturday), 24.2. — 83: the nineteen until 17.3., then 20. (22), 27. (27), 3.4. (32),
    // 7.-10. (36; 6.4. is off), 17. (41), 24. (46), 30. (50), 6.-9.5. (54; 1.-5. off, Saturday 9. worked), 15. (59), 22. (64),
    // 29. (69), 5.6. (74), 12. (79), 15.-18. (83)
    [InlineData("2026-02-12T10:00", "home-adaptation", "2026-02-24", "2026-06-18")]
    public async Task The_first_step_and_the_case_are_due_as_counted_by_hand(string at, string service, string step, string whole)
    {
        api.Clock.Set(CaseDriver.Local(at));
        var number = await _driver.RegisterAsync(Application.Of(service));
        Assert.Equal((step, whole), ((await _driver.TaskAsync(number, "accept")).Text("dueOn"), (await _driver.CaseAsync(number)).Text("dueOn")));
        var deadline = (await DeadlineAsync(number)).GetProperty("case");
        Assert.Equal(whole, deadline.Text("dueOn"));
        Sums(deadline);
    }

    [Fact]
    public async Task Ten_days_of_waiting_for_papers_do_not_count()
    {
        api.Clock.Set(CaseDriver.Local("2026-09-29T10:00"));
        var number = await _driver.RegisterAsync(Application.Certificate);
        await _driver.AnswerAsync(number, "accept", "gaps", "缺户口簿", new { missing = new[] { "household-register" } });
        var paused = await DeadlineAsync(number);
        Assert.True(paused.GetProperty("case").GetProperty("paused").GetBoolean());
        Assert.Equal((null, 16), (paused.GetProperty("case").Text("dueOn"), paused.GetProperty("case").GetProperty("remaining").GetInt32()));
        await _driver.PassToAsync("2026-10-09T10:00");
        await _driver.AnswerAsync(number, "supplement", "supplied");
        // 30.9. to 9.10. do not count; then 10., 12.-16. (6), 19.-23. (11), 26.-30.10. (16)
        Assert.Equal("2026-10-30", (await _driver.CaseAsync(number)).Text("dueOn"));
        // The window's five days begin anew: 10., 12., 13., 14., 15.10.
        Assert.Equal("2026-10-15", (await _driver.TaskAsync(number, "accept")).Text("dueOn"));
        var deadline = (await DeadlineAsync(number)).GetProperty("case");
        Sums(deadline);
        var stood = deadline.GetProperty("days").EnumerateArray().Where(d => d.Text("kind") == "paused").Select(d => d.Text("date")).ToList();
        Assert.Equal(("2026-09-30", "2026-10-09", 10), (stood[0], stood[^1], stood.Count));
        var pause = Assert.Single(deadline.GetProperty("pauses").EnumerateArray());
        Assert.Equal("2026-09-29T10:00:00+08:00", pause.Text("from"));
        Assert.Equal("2026-10-09T10:00:00+08:00", pause.Text("to"));
    }

    [Fact]
    public async Task Every_steps_own_arithmetic_sums_up_too()
    {
        api.Clock.Set(CaseDriver.Local("2026-09-29T10:00"));
        var number = await _driver.RegisterAsync(Application.Relief);
        await _driver.AnswerAsync(number, "accept", "complete");
        await _driver.AnswerAsync(number, "triage", "urgent");
        var steps = (await DeadlineAsync(number)).GetProperty("steps").EnumerateArray().ToDictionary(s => s.Text("activityId")!);
        Assert.Equal(["accept", "pay-first", "triage"], steps.Keys.Order(StringComparer.Ordinal));
        Sums(steps["accept"].GetProperty("deadline"));
        Sums(steps["triage"].GetProperty("deadline"));
        // 48 hours run through the night and into the holiday.
        Assert.Equal("2026-10-01T10:00:00+08:00", steps["pay-first"].GetProperty("deadline").Text("dueAt"));
    }

    private async Task<JsonElement> DeadlineAsync(string number) => await (await api.ClientAsync("office")).JsonAsync($"/api/cases/{number}/deadline");

    /// <summary>The days that count are as many as the limit has, numbered without a gap, and the last of them ends it.</summary>
    private static void Sums(JsonElement deadline)
    {
        var limit = int.Parse(new string([.. deadline.Text("limit")!.TakeWhile(char.IsAsciiDigit)]));
        var days = deadline.GetProperty("days").EnumerateArray().ToList();
        var counted = days.Where(d => d.GetProperty("counted").GetBoolean()).ToList();
        Assert.Equal(Enumerable.Range(1, limit), counted.Select(d => d.GetProperty("number").GetInt32()));
        Assert.Equal("start", days[0].Text("kind"));
        Assert.All(days.SkipWhile(d => d.Text("date") != counted[^1].Text("date")).Skip(1), d => Assert.Equal("extended", d.Text("kind")));
        Assert.Equal(deadline.Text("dueOn"), days[^1].Text("date"));
    }
}
