using OneWindow.Domain.Calendars;
using OneWindow.Domain.Errors;

namespace OneWindow.Domain.Tests.Calendars;

public sealed class WorkCalendarTests
{
    private static readonly WorkCalendar Calendar = RepositoryFiles.Calendar;

    [Theory]
    [InlineData("2026-09-30", DayKind.Workday, null)]
    [InlineData("2026-10-01", DayKind.Holiday, "国庆节")]
    [InlineData("2026-10-03", DayKind.Holiday, "国庆节")]
    [InlineData("2026-10-10", DayKind.MakeUpWorkday, null)]
    [InlineData("2026-10-11", DayKind.Weekend, null)]
    [InlineData("2025-10-06", DayKind.Holiday, "国庆节、中秋节")]
    [InlineData("2027-10-01", DayKind.Workday, null)]
    public void Each_date_is_what_the_notice_says(string date, DayKind kind, string? name)
    {
        var info = Calendar.Describe(DateOnly.Parse(date));

        Assert.Equal(new DayInfo(kind, name), info);
        Assert.Equal(info.IsWorkday, Calendar.IsWorkday(DateOnly.Parse(date)));
    }

    [Fact]
    public void The_notices_of_three_years_are_there_and_no_more()
    {
        Assert.Equal([2024, 2025, 2026], Calendar.Years);
        Assert.True(Calendar.HasYear(2026));
        Assert.False(Calendar.HasYear(2027));
        Assert.StartsWith("https://www.gov.cn/", Calendar.NoticeFor(2026), StringComparison.Ordinal);
        Assert.Null(Calendar.NoticeFor(2027));
    }

    // Working days of each year, added up month by month from the notices.
    [Theory]
    [InlineData(2024, 251)]
    [InlineData(2025, 248)]
    [InlineData(2026, 248)]
    public void The_working_days_of_a_year_add_up(int year, int worked)
    {
        var first = new DateOnly(year, 1, 1);
        var days = Enumerable.Range(0, first.AddYears(1).DayNumber - first.DayNumber).Select(first.AddDays);

        Assert.Equal(worked, days.Count(d => Calendar.IsWorkday(d)));
    }

    [Fact]
    public void An_instant_falls_on_the_date_of_its_place_and_a_date_ends_at_midnight_there()
    {
        Assert.Equal(new DateOnly(2026, 10, 1), Calendar.LocalDate(new(2026, 9, 30, 16, 0, 0, TimeSpan.Zero)));
        Assert.Equal(new DateOnly(2026, 9, 30), Calendar.LocalDate(new(2026, 9, 30, 15, 59, 59, TimeSpan.Zero)));
        Assert.Equal(new(2026, 9, 30, 16, 0, 0, TimeSpan.Zero), Calendar.EndOf(new(2026, 9, 30)));
    }

    [Theory]
    [InlineData("2026-09-30", 1, "2026-10-08")]
    [InlineData("2026-10-12", -4, "2026-09-30")]
    [InlineData("2026-10-03", 0, "2026-10-03")]
    public void Working_days_are_added_over_holidays_in_both_directions(string from, int count, string expected) =>
        Assert.Equal(DateOnly.Parse(expected), Calendar.AddWorkingDays(DateOnly.Parse(from), count));

    [Theory]
    [InlineData("2026-10-01", "2026-10-01", "years.2026.daysOff[1].date", "twice")]
    [InlineData("2026-10-01", "2025-12-31", "years.2026.daysOff[1].date", "outside its year")]
    [InlineData("2026-10-01", "2026-02-30", "years.2026.daysOff[1].date", "not a date")]
    public void A_wrong_day_off_is_named_by_its_place(string first, string second, string path, string message)
    {
        var refusal = Refusal($$"""{"date":"{{first}}","name":"国庆节"},{"date":"{{second}}","name":"国庆节"}""", "");

        Assert.Contains(message, Assert.Single(refusal.Errors[path]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"2026-10-01\"", "years.2026.makeUpWorkdays[0]", "day off too")]
    [InlineData("\"2026-10-10\",\"2026-10-10\"", "years.2026.makeUpWorkdays[1]", "twice")]
    [InlineData("\"2026-10-12\"", "years.2026.makeUpWorkdays[0]", "workday anyway")]
    [InlineData("\"2027-01-03\"", "years.2026.makeUpWorkdays[0]", "outside its year")]
    [InlineData("20261010", "years.2026.makeUpWorkdays[0]", "not a date")]
    public void A_wrong_make_up_workday_is_named_by_its_place(string entries, string path, string message)
    {
        var refusal = Refusal("""{"date":"2026-10-01","name":"国庆节"}""", entries);

        Assert.Contains(message, Assert.Single(refusal.Errors[path]), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_mistake_is_reported_at_once()
    {
        var refusal = Refusal("""{"date":"2026-13-01","name":"国庆节"},{"date":"2026-10-01"}""", "\"2025-10-11\"");

        Assert.Equal(
            ["years.2026.daysOff[0].date", "years.2026.daysOff[1].name", "years.2026.makeUpWorkdays[0]"],
            refusal.Errors.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("""{"years":{"26":{"daysOff":[],"makeUpWorkdays":[]}}}""", "years.26")]
    [InlineData("""{"years":{"2026":{"makeUpWorkdays":[]}}}""", "years.2026.daysOff")]
    [InlineData("""{"utcOffset":"China","years":{}}""", "utcOffset")]
    [InlineData("{}", "years")]
    [InlineData("""{"years":{"2026":{},"2026":{}}}""", "$")]
    [InlineData("no json", "$")]
    public void A_file_of_another_shape_is_refused(string json, string path)
    {
        var refusal = Assert.Throws<RefusedException>(() => WorkCalendar.Parse(json));

        Assert.Equal("calendar-invalid", refusal.Code);
        Assert.Contains(path, refusal.Errors.Keys);
    }

    private static RefusedException Refusal(string daysOff, string makeUpWorkdays)
    {
        var json = "{\"years\":{\"2026\":{\"daysOff\":[" + daysOff + "],\"makeUpWorkdays\":[" + makeUpWorkdays + "]}}}";
        var refusal = Assert.Throws<RefusedException>(() => WorkCalendar.Parse(json));
        Assert.Equal((RefusalKind.Invalid, "calendar-invalid"), (refusal.Kind, refusal.Code));
        return refusal;
    }

    [Fact]
    public void A_corrected_notice_is_told_from_the_one_before_and_a_name_spelt_otherwise_is_not()
    {
        static WorkCalendar With(string daysOff, string makeUp = "") =>
            WorkCalendar.Parse("{\"years\":{\"2027\":{\"daysOff\":[" + daysOff + "],\"makeUpWorkdays\":[" + makeUp + "]}}}");
        var first = With("""{"date":"2027-01-01","name":"元旦"}""").FingerprintOf(2027);

        Assert.Equal(first, With("""{"date":"2027-01-01","name":"新年"}""").FingerprintOf(2027));
        Assert.NotEqual(first, With("""{"date":"2027-01-01","name":"元旦"},{"date":"2027-01-04","name":"元旦"}""").FingerprintOf(2027));
        Assert.NotEqual(first, With("""{"date":"2027-01-01","name":"元旦"}""", "\"2027-01-02\"").FingerprintOf(2027));
        Assert.Null(With("").FingerprintOf(2028));
    }

    [Fact]
    public void A_span_of_days_is_open_where_no_day_is_named()
    {
        var (from, until) = Calendar.Span(DateOnly.Parse("2026-09-29"), DateOnly.Parse("2026-09-30"));

        Assert.Equal((DateTimeOffset.Parse("2026-09-29T00:00+08:00"), DateTimeOffset.Parse("2026-10-01T00:00+08:00")), (from, until));
        Assert.Equal((null, null), Calendar.Span(null, null));
        Assert.Equal((null, null), Calendar.Span(DateOnly.MinValue, DateOnly.MaxValue));
    }
}
