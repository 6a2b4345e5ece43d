using System.Text.Json;
using OneWindow.Domain.Calendars;

namespace OneWindow.Domain.Tests.Calendars;

/// <summary>Every start day of three years against a slow count that is right at a glance and reads the file itself.</summary>
public sealed class DeadlineReferenceTests
{
    private static readonly WorkCalendar Calendar = RepositoryFiles.Calendar;
    private static readonly DateOnly First = new(2024, 1, 1);
    private static readonly int Dates = new DateOnly(2026, 12, 31).DayNumber - First.DayNumber + 1;
    private static readonly (HashSet<DateOnly> Off, HashSet<DateOnly> MakeUp) Notices = ReadNotices();

    [Theory]
    [InlineData("0wd")]
    [InlineData("1wd")]
    [InlineData("5wd")]
    [InlineData("16wd")]
    [InlineData("60wd")]
    [InlineData("0d")]
    [InlineData("1d")]
    [InlineData("7d")]
    [InlineData("30d")]
    [InlineData("90d")]
    [InlineData("1m")]
    [InlineData("2m")]
    [InlineData("6m")]
    public void Without_pauses_every_start_day_gives_the_reference_date(string text)
    {
        var limit = Limit.Parse(text);
        for (var i = 0; i < Dates; i++) AssertAgrees(limit, First.AddDays(i), []);
    }

    [Theory]
    [InlineData("1wd")]
    [InlineData("5wd")]
    [InlineData("16wd")]
    [InlineData("1d")]
    [InlineData("7d")]
    [InlineData("30d")]
    [InlineData("1m")]
    public void With_pauses_of_every_length_the_reference_date_comes_out(string text)
    {
        var limit = Limit.Parse(text);
        var dice = 12345u + (uint)limit.Count;
        for (var i = 0; i < Dates; i++)
        {
            var pauses = new List<Pause>();
            for (var n = Roll(ref dice, 4); n > 0; n--)
            {
                var from = At(First.AddDays(i)).AddHours(Roll(ref dice, 30 * 24));
                pauses.Add(new(from, from.AddHours(Roll(ref dice, 15 * 24)), "补正"));
            }

            AssertAgrees(limit, First.AddDays(i), pauses);
        }
    }

    [Theory]
    [InlineData("1h")]
    [InlineData("48h")]
    [InlineData("72h")]
    public void Hours_agree_with_a_clock_that_is_wound_minute_by_minute(string text)
    {
        var limit = Limit.Parse(text);
        var dice = 777u;
        for (var i = 0; i < 100; i++)
        {
            var start = At(First.AddDays(i));
            var pauses = Enumerable.Range(0, Roll(ref dice, 5)).Select(_ =>
            {
                var from = start.AddMinutes(Roll(ref dice, 5000));
                return new Pause(from, from.AddMinutes(Roll(ref dice, 1500)), "补正");
            }).ToList();
            var (minute, left) = (start, limit.Count * 60);
            for (; left > 0; minute = minute.AddMinutes(1))
            {
                if (!pauses.Exists(p => p.From <= minute && minute < p.To)) left--;
            }

            Assert.Equal(minute, DeadlineCalculator.DueAt(Calendar, limit, start, pauses, start));
            Assert.Equal(minute, DeadlineCalculator.Compute(Calendar, limit, start, pauses, start).DueAt);
        }
    }

    private static void AssertAgrees(Limit limit, DateOnly start, List<Pause> pauses)
    {
        var startedAt = At(start);
        var expected = Reference(limit, start, pauses);
        var deadline = DeadlineCalculator.Compute(Calendar, limit, startedAt, pauses, startedAt);

        Assert.True(expected == deadline.DueOn, $"{limit} from {start:yyyy-MM-dd}, {pauses.Count} pauses: {expected} and not {deadline.DueOn}");
        Assert.Equal(deadline.DueAt, DeadlineCalculator.DueAt(Calendar, limit, startedAt, pauses, startedAt));
        Assert.Equal(Calendar.EndOf(expected), deadline.DueAt);
        AssertDaysAddUp(limit, deadline);
    }

    private static void AssertDaysAddUp(Limit limit, Deadline deadline)
    {
        var counted = deadline.Days.Where(d => d.Counted).ToList();
        if (limit.Unit is not LimitUnit.Months) Assert.Equal(limit.Count, counted.Count);
        Assert.Equal(Enumerable.Range(1, counted.Count), counted.Select(d => d.Number));
        Assert.Equal(deadline.DueOn, deadline.Days[^1].Date);
        Assert.Equal(Enumerable.Range(deadline.Days[0].Date.DayNumber, deadline.Days.Count), deadline.Days.Select(d => d.Date.DayNumber));
        Assert.Equal(deadline.Days.Skip(1).Any(d => d.Date >= new DateOnly(2026, 12, 29)), deadline.YearsWithoutNotice.Contains(2027));
    }

    private static DateOnly Reference(Limit limit, DateOnly start, List<Pause> pauses)
    {
        var paused = new HashSet<DateOnly>();
        foreach (var pause in pauses)
        {
            for (var date = Day(pause.From).AddDays(1); date <= Day(pause.To!.Value); date = date.AddDays(1)) paused.Add(date);
        }

        var following = Enumerable.Range(1, 1000).Select(start.AddDays);
        var counting = following.Where(d => !paused.Contains(d) && (limit.Unit is not LimitUnit.WorkingDays || IsWorked(d)));
        var count = limit.Unit is LimitUnit.Months ? start.AddMonths(limit.Count).DayNumber - start.DayNumber : limit.Count;
        var last = count == 0 ? start : counting.Take(count).Last();
        return Enumerable.Range(0, 1000).Select(last.AddDays).First(d => IsWorked(d) && !paused.Contains(d.AddDays(1)));
    }

    private static bool IsWorked(DateOnly date) =>
        Notices.MakeUp.Contains(date) ||
        (date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !Notices.Off.Contains(date));

    private static DateOnly Day(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(TimeSpan.FromHours(8)).DateTime);

    private static DateTimeOffset At(DateOnly date) => new(date.ToDateTime(new TimeOnly(10, 0)), TimeSpan.FromHours(8));

    // A fixed sequence, so that a failure can be repeated.
    private static int Roll(ref uint state, int sides)
    {
        state = unchecked((state * 1664525) + 1013904223);
        return (int)((state >> 8) % (uint)sides);
    }

    private static (HashSet<DateOnly> Off, HashSet<DateOnly> MakeUp) ReadNotices()
    {
        using var document = JsonDocument.Parse(RepositoryFiles.Read("workflows-json/calendar.json"));
        var years = document.RootElement.GetProperty("years").EnumerateObject().Select(y => y.Value).ToList();
        return (
            [.. years.SelectMany(y => y.GetProperty("daysOff").EnumerateArray()).Select(d => DateOnly.Parse(d.GetProperty("date").GetString()!))],
            [.. years.SelectMany(y => y.GetProperty("makeUpWorkdays").EnumerateArray()).Select(d => DateOnly.Parse(d.GetString()!))]);
    }
}
