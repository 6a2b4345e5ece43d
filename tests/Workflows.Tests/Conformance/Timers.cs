using System.Globalization;
using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Tests.Execution;
using static OneWindow.Workflows.Tests.Conformance.Pieces;

namespace OneWindow.Workflows.Tests.Conformance;

/// <summary>Delay, StartAt, Timer and Cron in the middle of a workflow, and as what starts it.</summary>
public sealed class Timers
{
    private static Run Then(string timer) => new Definition(Sequence("q", timer, Line("after"))).Start();

    private static DateTimeOffset Due(Run run) => run.Effects.OfType<StartTimer>().Single().DueAt;

    [Fact]
    public void Delay_waits_for_its_span()
    {
        var run = Then(Activity("d", "Delay", ("timeSpan", Literal("02:00:00", "TimeSpan"))));

        Assert.Equal(Chart.Noon.AddHours(2), Due(run));
        run.Wait();

        Assert.Equal(["after"], run.Lines);
        Assert.Empty(run.Effects.OfType<CancelTimer>());
    }

    [Fact]
    public void Delay_of_no_length_does_not_wait() => Assert.Equal(["after"], Then(Activity("d", "Delay", ("timeSpan", Literal("00:00:00", "TimeSpan")))).Lines);

    [Fact]
    public void StartAt_waits_for_its_instant()
    {
        var run = Then(Activity("s", "StartAt", ("dateTime", Literal("2026-09-30T08:00:00+08:00", "DateTimeOffset"))));

        Assert.Equal(new DateTimeOffset(2026, 9, 30, 8, 0, 0, TimeSpan.FromHours(8)), Due(run));
        Assert.Equal(["after"], run.Wait().Lines);
    }

    [Fact]
    public void StartAt_of_an_instant_that_is_past_goes_on_at_once() =>
        Assert.Equal(["after"], Then(Activity("s", "StartAt", ("dateTime", Literal("2026-09-28T08:00:00+08:00", "DateTimeOffset")))).Lines);

    [Fact]
    public void Timer_resumes_once_after_its_interval()
    {
        var run = Then(Activity("t", "Timer", ("interval", Literal("00:10:00", "TimeSpan"))));

        Assert.Equal(Chart.Noon.AddMinutes(10), Due(run));
        Assert.Equal(["after"], run.Wait().Lines);
        Assert.Equal(WorkflowStatus.Finished, run.State.Status);
    }

    [Fact]
    public void Cron_resumes_once_at_its_next_instant()
    {
        var run = Then(Activity("c", "Cron", ("cronExpression", Literal("0 0 9 * * *"))));

        Assert.Equal(new DateTimeOffset(2026, 9, 29, 9, 0, 0, TimeSpan.Zero), Due(run));
        Assert.Equal(["after"], run.Wait().Lines);
    }

    [Theory]
    [InlineData("nonsense", "cron-invalid")]
    [InlineData("0 0 0 30 2 *", "cron-never")]
    public void Cron_that_names_no_instant_is_an_incident(string expression, string code) =>
        Assert.Equal(code, Assert.Single(Then(Activity("c", "Cron", ("cronExpression", Js($"'{expression}'", "String")))).State.Incidents).Code);

    [Fact]
    public void A_timer_that_is_withdrawn_is_cancelled_once()
    {
        var run = new Definition(Fork("k", "WaitAny", Activity("d", "Delay", ("timeSpan", Literal("02:00:00", "TimeSpan"))), Wait("go"))).Start().Happen("go");

        Assert.Equal(run.Effects.OfType<StartTimer>().Single().BookmarkId, Assert.Single(run.Effects.OfType<CancelTimer>()).BookmarkId);
    }

    [Theory]
    [InlineData("0 0 12 * * *", "2026-01-01T00:00:00", "2026-01-01T12:00:00")]
    [InlineData("0 0 12 * * *", "2026-01-01T12:00:00", "2026-01-02T12:00:00")]
    [InlineData("*/20 * * * * *", "2026-01-01T00:00:05", "2026-01-01T00:00:20")]
    [InlineData("30 9 * * MON-FRI", "2026-01-03T00:00:00", "2026-01-05T09:30:00")]
    [InlineData("0 0 0 1 JAN,JUL *", "2026-01-01T00:00:00", "2026-07-01T00:00:00")]
    [InlineData("0 0 0 L * *", "2026-02-01T00:00:00", "2026-02-28T00:00:00")]
    [InlineData("0 0 0 L-2 * *", "2026-04-01T00:00:00", "2026-04-28T00:00:00")]
    [InlineData("0 0 0 15W * *", "2026-08-01T00:00:00", "2026-08-14T00:00:00")]
    [InlineData("0 0 0 LW * *", "2026-05-01T00:00:00", "2026-05-29T00:00:00")]
    [InlineData("0 0 0 ? * 5L", "2026-01-01T00:00:00", "2026-01-30T00:00:00")]
    [InlineData("0 0 0 ? * MON#2", "2026-01-01T00:00:00", "2026-01-12T00:00:00")]
    [InlineData("0 0 0 29 2 *", "2026-03-01T00:00:00", "2028-02-29T00:00:00")]
    [InlineData("0 0 22-2/2 * * *", "2026-01-01T00:30:00", "2026-01-01T02:00:00")]
    [InlineData("0 0 0 * * 7", "2026-01-01T00:00:00", "2026-01-04T00:00:00")]
    [InlineData("0 0 0 13 * FRI", "2026-01-01T00:00:00", "2026-02-13T00:00:00")]
    public void A_cron_expression_names_its_next_instant(string expression, string after, string expected)
    {
        Assert.True(CronExpression.TryParse(expression, out var cron));

        Assert.Equal(Utc(expected), cron.Next(Utc(after)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("* * * *")]
    [InlineData("60 * * * * *")]
    [InlineData("0 0 24 * * *")]
    [InlineData("0 0 0 0 * *")]
    [InlineData("0 0 0 * 13 *")]
    [InlineData("0 0 0 * * 8")]
    [InlineData("0 0 0 ? * MON#6")]
    [InlineData("a * * * * *")]
    [InlineData("*/0 * * * * *")]
    public void What_is_no_cron_expression_is_refused(string text) => Assert.False(CronExpression.TryParse(text, out _));

    [Fact]
    public void One_written_in_the_definition_is_found_before_it_runs()
    {
        var definition = new Definition(Activity("c", "Cron", ("cronExpression", Literal("0 0 25 * * *"))));

        var finding = Assert.Single(DefinitionValidator.Check(definition.Json()));

        Assert.Equal(("OW117-bad-cron", "c"), (finding.Code, finding.ActivityId));
    }

    [Theory]
    [InlineData("Delay", "timeSpan")]
    [InlineData("Timer", "interval")]
    public void A_span_beyond_the_calendar_waits_until_its_end(string type, string input)
    {
        var run = Then(Activity("d", type, (input, Literal("10675199.00:00:00", "TimeSpan"))));

        Assert.Equal(DateTimeOffset.MaxValue, Due(run));
        Assert.Empty(run.State.Incidents);
    }

    [Theory]
    [InlineData("0 0 0 30 2 *")]
    [InlineData("0 0 0 31 4,6,9,11 *")]
    public void A_cron_expression_that_never_holds_has_no_next_instant(string expression)
    {
        Assert.True(CronExpression.TryParse(expression, out var cron));

        Assert.Null(cron.Next(Utc("2026-01-01T00:00:00")));
    }

    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
