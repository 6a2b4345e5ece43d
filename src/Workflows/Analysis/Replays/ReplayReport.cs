using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Analysis.Replays;

/// <summary>How a past case would have gone on another version; the gravest finding names the whole.</summary>
public enum ReplayVerdict
{
    /// <summary>The same steps, the same end, nothing late that was in time.</summary>
    Same,

    /// <summary>A step or the case would have been answered after its limit, and was answered within it.</summary>
    Late,

    /// <summary>Other steps are opened, or by other bodies.</summary>
    OtherPath,

    /// <summary>Another result, another status, other grants or certificates.</summary>
    OtherEnd,

    /// <summary>Something happened for which no step waits on the other version.</summary>
    CannotFollow,
}

/// <summary>One difference.</summary>
/// <param name="ActivityId">The step concerned; null where it is the case.</param>
/// <param name="At">When it shows.</param>
/// <param name="Text">One sentence for people.</param>
public sealed record ReplayFinding(ReplayVerdict Verdict, string? ActivityId, DateTimeOffset At, BilingualText Text);

/// <summary>How one past case would have gone.</summary>
/// <param name="Findings">In the order in which they show; empty where the case goes the same way.</param>
public sealed record ReplayReport(string Key, IReadOnlyList<ReplayFinding> Findings)
{
    public ReplayVerdict Verdict => Findings.Count == 0 ? ReplayVerdict.Same : Findings.Max(f => f.Verdict);
}
