using OneWindow.Domain.Calendars;
using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Analysis.Replays;

/// <summary>Something that moved a case, at its instant.</summary>
public sealed record PastStimulus(DateTimeOffset At, Stimulus Stimulus);

/// <summary>Everything that moved one case, from its start on, as the journal keeps it.</summary>
/// <param name="Key">Names the case in reports.</param>
public sealed record PastCase(string Key, IReadOnlyList<PastStimulus> Stimuli)
{
    /// <summary>The limit of the whole case; null where it has none.</summary>
    public Limit? Limit { get; init; }
}
