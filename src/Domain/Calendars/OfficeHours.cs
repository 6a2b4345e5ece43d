namespace OneWindow.Domain.Calendars;

/// <summary>When offices open, and the part of every day in which nobody is reminded of anything.</summary>
/// <param name="OpensAt">Local time of day at which what became due in the night is told.</param>
/// <param name="QuietFrom">The first quiet minute; the quiet part may reach over midnight.</param>
/// <param name="QuietTo">The first minute after it.</param>
public sealed record OfficeHours(TimeOnly OpensAt, TimeOnly QuietFrom, TimeOnly QuietTo)
{
    /// <summary>What holds where the calendar says nothing.</summary>
    public static readonly OfficeHours Usual = new(new(9, 0), new(22, 0), new(7, 0));

    public bool IsQuiet(TimeOnly time) => QuietFrom != QuietTo && time.IsBetween(QuietFrom, QuietTo);
}
