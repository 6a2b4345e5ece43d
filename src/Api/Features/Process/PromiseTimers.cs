using OneWindow.Domain.Calendars;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Catalogue;
using OneWindow.Domain.Timers;

namespace OneWindow.Api.Features.Process;

/// <summary>A timer that must be pending.</summary>
/// <param name="At">Null where none may be.</param>
internal readonly record struct PromiseTimer(TimerKind Kind, string Target, DateTimeOffset? At);

/// <summary>What time does about promised papers (容缺受理).</summary>
internal static class PromiseTimers
{
    /// <summary>Before the key of a material, in place of the waiting step that a pause usually names.</summary>
    public const string PausePrefix = "promise:";

    /// <summary>The timers of every paper that is or was promised.</summary>
    public static IEnumerable<PromiseTimer> Wanted(CaseFile file, PromiseRule rule, WorkCalendar calendar, DateTimeOffset now)
    {
        // What is promised to a matter is owed to its parts, and time runs there.
        if (file.Parts is not null) yield break;
        foreach (var paper in file.Materials)
        {
            DateTimeOffset? lapse = paper is { State: MaterialState.Promised, PromisedUntil: { } until } ? calendar.EndOf(until) : null;
            yield return new(TimerKind.PromiseLapse, paper.Key, lapse);
            var remind = lapse is { } at ? calendar.RemindAt(at, rule.Remind) : (DateTimeOffset?)null;
            yield return new(TimerKind.PromiseReminder, paper.Key, remind > now ? remind : null);
        }
    }

    /// <summary>A clock that stood for a paper runs on once the paper is there, or has been promised again.</summary>
    public static void Settle(CaseFile file, DateTimeOffset now)
    {
        foreach (var pause in file.Pauses.Where(p => p.To is null && p.BookmarkId.StartsWith(PausePrefix, StringComparison.Ordinal)).ToList())
        {
            if (file.Materials.Any(m => m.State is MaterialState.Missing && m.Key == pause.BookmarkId[PausePrefix.Length..])) continue;
            file.ResumeClock(pause.BookmarkId, now);
        }
    }
}
