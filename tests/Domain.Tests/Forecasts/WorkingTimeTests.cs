using OneWindow.Domain.Forecasts;

namespace OneWindow.Domain.Tests.Forecasts;

public sealed class WorkingTimeTests
{
    private static readonly WorkingTime Time = new(RepositoryFiles.Calendar, new DateOnly(2026, 9, 1), new DateOnly(2026, 10, 31));

    [Theory]
    [InlineData("2026-09-29T10:00", "2026-09-30T10:00", 1)]
    // National Day is free from 1 to 7 October.
    [InlineData("2026-09-29T10:00", "2026-10-08T10:00", 2)]
    [InlineData("2026-10-01T10:00", "2026-10-07T23:00", 0)]
    // Saturday 10 October is worked.
    [InlineData("2026-10-09T12:00", "2026-10-10T18:00", 1.25)]
    [InlineData("2026-10-09T12:00", "2026-10-08T12:00", 0)]
    public void Free_days_do_not_count(string from, string to, double days) => Assert.Equal(days, Time.Between(At(from), At(to)), 9);

    [Theory]
    [InlineData("2026-09-29T10:00", 0, "2026-09-29")]
    [InlineData("2026-09-29T10:00", 1, "2026-09-30")]
    [InlineData("2026-09-29T10:00", 2, "2026-10-08")]
    [InlineData("2026-09-29T18:00", 0.5, "2026-09-30")]
    [InlineData("2026-10-03T10:00", 0.5, "2026-10-08")]
    public void After_so_many_working_days_it_is_that_date(string from, double days, string date) =>
        Assert.Equal(DateOnly.Parse(date), WorkingTime.After(RepositoryFiles.Calendar, At(from), days));

    [Fact]
    public void Instants_outside_the_dates_are_an_error() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Time.Between(At("2026-08-31T10:00"), At("2026-09-01T10:00")));

    private static DateTimeOffset At(string local) => new(DateTime.Parse(local), RepositoryFiles.Calendar.UtcOffset);
}
