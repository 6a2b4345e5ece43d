using FsCheck;
using FsCheck.Fluent;
using OneWindow.Domain.Calendars;

namespace OneWindow.Domain.Tests.Calendars;

/// <summary>Any limit from any minute of three years, in any calendar, with any pauses: the slow count says the same.</summary>
public sealed class DeadlineProperties
{
    private static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(1500).WithQuietOnSuccess(true)
        .WithReplay(new(new(new Rnd(20261122), Microsoft.FSharp.Core.FSharpOption<int>.None)));

    private static readonly DateTimeOffset First = new(InventedCalendar.First.ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(8));
    private static readonly InventedCalendar[] Calendars = [.. Enumerable.Range(1, 12).Select(seed => new InventedCalendar(seed))];

    [Fact]
    public void The_due_instant_is_that_of_the_slow_count() => Holds(q =>
    {
        var deadline = q.Compute(q.Start);
        var expected = SlowCount.DueAt(q.Calendar, q.Limit, q.Start, q.Pauses);

        Assert.Equal(expected, deadline.DueAt);
        Assert.Equal(expected, DeadlineCalculator.DueAt(q.Calendar.Calendar, q.Limit, q.Start, q.Pauses, q.Start));
        Assert.Equal(q.Calendar.Calendar.LocalDate(expected > q.Start ? expected.AddTicks(-1) : expected), deadline.DueOn);
    });

    [Fact]
    public void What_is_left_and_what_is_used_are_the_limit_at_every_moment() => Holds(q =>
    {
        var deadline = q.Compute(q.Now);
        var whole = SlowCount.Whole(q.Limit, q.Calendar.Calendar.LocalDate(q.Start));

        Assert.Equal(whole, deadline.UsedCount + deadline.RemainingCount);
        if (q.Limit.Unit is not LimitUnit.Hours) Assert.Equal(SlowCount.Used(q.Calendar, q.Limit, q.Start, q.Pauses, q.Now), deadline.UsedCount);
        Assert.True(deadline.DueAt > q.Now || deadline.RemainingCount == 0, $"{deadline.RemainingCount} left after the end");
    });

    [Fact]
    public void The_lines_of_the_arithmetic_follow_each_other_and_sum_up_to_the_limit() => Holds(q =>
    {
        var deadline = q.Compute(q.Now);
        var (days, whole) = (deadline.Days, SlowCount.Whole(q.Limit, q.Calendar.Calendar.LocalDate(q.Start)));

        Assert.Equal(q.Calendar.Calendar.LocalDate(q.Start), days[0].Date);
        Assert.Equal(deadline.DueOn, days[^1].Date);
        Assert.Equal(Enumerable.Range(days[0].Date.DayNumber, days.Count), days.Select(d => d.Date.DayNumber));
        if (q.Limit.Unit is LimitUnit.Hours) Assert.Equal(whole * 60, days.Sum(d => d.Minutes));
        else Assert.Equal(Enumerable.Range(1, whole), days.Where(d => d.Counted).Select(d => d.Number));
        Assert.All(days.Where(d => d.Counted && q.Limit.Unit is LimitUnit.WorkingDays), d => Assert.True(q.Calendar.IsWorked(d.Date)));
    });

    [Fact]
    public void A_date_waits_for_a_year_exactly_where_a_counted_day_does() => Holds(q =>
    {
        var deadline = q.Compute(q.Start);
        var awaited = DeadlineCalculator.AwaitedYear(q.Calendar.Calendar, q.Limit, q.Start, deadline.DueAt);

        Assert.Equal(deadline.YearsWithoutNotice.Count == 0 ? null : deadline.YearsWithoutNotice[0], awaited);
        Assert.Equal(q.Limit.Unit is not LimitUnit.Hours && deadline.Days.Skip(1).Any(d => d.Date >= new DateOnly(2026, 12, 29)), awaited is not null);
    });

    [Fact]
    public void A_yellow_card_comes_after_the_start_before_the_end_and_in_no_night() => Holds(q =>
    {
        var dueAt = q.Compute(q.Start).DueAt!.Value;
        if (YellowRule.Usual.At(q.Calendar.Calendar, q.Limit, q.Start, q.Pauses, dueAt, q.Start) is not { } at) return;
        Assert.InRange(at, q.Start, dueAt.AddTicks(-1));
        Assert.False(q.Calendar.Calendar.Hours.IsQuiet(TimeOnly.FromDateTime(at.ToOffset(q.Calendar.Calendar.UtcOffset).DateTime)), $"{at:O}");
    });

    private static void Holds(Action<Question> property) => Check.One(Config, Prop.ForAll(Questions.ToArbitrary(), property));

    private static Gen<Question> Questions =>
        from calendar in Gen.Elements(Calendars)
        from limit in Gen.OneOf(Of(LimitUnit.WorkingDays, 70), Of(LimitUnit.NaturalDays, 100), Of(LimitUnit.Hours, 120), Of(LimitUnit.Months, 4))
        from start in Gen.Choose(0, 1090 * 24 * 60).Select(m => First.AddMinutes(m))
        from count in Gen.Choose(0, 4)
        from pauses in Pauses(start, count)
        from later in Gen.Choose(0, 150 * 24 * 60)
        select new Question(calendar, limit, start, pauses, start.AddMinutes(later));

    private static Gen<Limit> Of(LimitUnit unit, int most) => Gen.Choose(0, most).Select(count => new Limit(count, unit));

    /// <summary>Pauses in any order: apart, overlapping, within each other, and now and then touching the one before.</summary>
    private static Gen<List<Pause>> Pauses(DateTimeOffset start, int count) =>
        from froms in Gen.Choose(-3 * 24 * 60, 60 * 24 * 60).ListOf(count)
        from lengths in Gen.Choose(0, 12 * 24 * 60).ListOf(count)
        from touching in Gen.Choose(0, 3).ListOf(count)
        select Chain(start, [.. froms], [.. lengths], [.. touching]);

    private static List<Pause> Chain(DateTimeOffset start, List<int> froms, List<int> lengths, List<int> touching)
    {
        var pauses = new List<Pause>();
        for (var i = 0; i < froms.Count; i++)
        {
            var from = touching[i] == 0 && i > 0 ? pauses[i - 1].To!.Value : start.AddMinutes(froms[i]);
            pauses.Add(new Pause(from, from.AddMinutes(lengths[i]), "补正"));
        }

        return pauses;
    }

    /// <param name="Now">When the question is asked.</param>
    private sealed record Question(InventedCalendar Calendar, Limit Limit, DateTimeOffset Start, List<Pause> Pauses, DateTimeOffset Now)
    {
        public Deadline Compute(DateTimeOffset now) => DeadlineCalculator.Compute(Calendar.Calendar, Limit, Start, Pauses, now);

        public override string ToString() => $"{Limit} from {Start:O}, now {Now:O}, {string.Join("; ", Pauses.Select(p => $"{p.From:O}–{p.To:O}"))}";
    }
}
