using System.Text.Json.Serialization;

namespace OneWindow.Domain.Calendars;

/// <summary>A time in which the clock stands still.</summary>
/// <param name="From">The instant at which it stopped.</param>
/// <param name="To">The instant at which it started again; null while it stands.</param>
/// <param name="Reason">Shown to people beside the days that do not count.</param>
public sealed record Pause(DateTimeOffset From, DateTimeOffset? To, string Reason);

/// <summary>One line of a due date's arithmetic.</summary>
/// <param name="Date">The local date.</param>
/// <param name="Counted">Whether the date uses up a part of the limit.</param>
/// <param name="Number">The running count, 0 where the date does not count.</param>
/// <param name="Kind">One of <see cref="DeadlineDayKinds"/>.</param>
/// <param name="Name">The holiday's name, or a pause's reason.</param>
/// <param name="Minutes">How many minutes of the date a limit in hours has used; null for limits in days.</param>
public sealed record DeadlineDay(
    DateOnly Date, bool Counted, int Number, string Kind, string? Name,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Minutes = null);

/// <summary>The words for <see cref="DeadlineDay.Kind"/>; part of the HTTP contract.</summary>
public static class DeadlineDayKinds
{
    /// <summary>The day on which the limit begins; it does not count.</summary>
    public const string Start = "start";

    public const string Workday = "workday";

    public const string MakeUpWorkday = "make-up-workday";

    public const string Weekend = "weekend";

    public const string Holiday = "holiday";

    /// <summary>A date of a limit in natural days, months or hours, worked or not.</summary>
    public const string NaturalDay = "natural-day";

    /// <summary>The clock stood still.</summary>
    public const string Paused = "paused";

    /// <summary>Follows the last counted day because the limit could not end on that.</summary>
    public const string Extended = "extended";
}

/// <summary>When a limit ends, and the arithmetic that shows why.</summary>
/// <param name="Limit">The limit counted.</param>
/// <param name="StartedAt">The instant from which it runs.</param>
/// <param name="DueOn">The last day; null while an open pause keeps it from being known.</param>
/// <param name="DueAt">The first instant that is late; null as <paramref name="DueOn"/>.</param>
/// <param name="IsPaused">Whether the clock stands still at the moment asked about.</param>
/// <param name="UsedCount">
/// What has been used up, today included: days, whole hours for a limit in hours, days for one in months.
/// </param>
/// <param name="RemainingCount">What is left after today, in the same measure; 0 on the last day and when late.</param>
/// <param name="Days">Every date from the start to the last day; up to today while the last day is not known.</param>
/// <param name="YearsWithoutNotice">
/// Years the count reaches into whose holidays have not been published: they count weekends only, and the date may move.
/// </param>
public sealed record Deadline(
    Limit Limit,
    DateTimeOffset StartedAt,
    DateOnly? DueOn,
    DateTimeOffset? DueAt,
    bool IsPaused,
    int UsedCount,
    int RemainingCount,
    IReadOnlyList<DeadlineDay> Days,
    IReadOnlyList<int> YearsWithoutNotice);
