using OneWindow.Domain.Errors;
using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Analysis.Replays;

/// <summary>
/// Runs past cases on another version of their definition, without effects, and says what would have been otherwise.
/// Both versions are run side by side; what moved a step of the one moves the step of the same id of the other.
/// Where time itself answers, it answers when the version's own limit is over.
/// </summary>
public static class Replay
{
    /// <summary>Compares how the case went with how it would go.</summary>
    /// <param name="was">The version that the case ran on.</param>
    /// <param name="now">The version to try.</param>
    /// <param name="map">Steps that have another id on the version to try; null for none.</param>
    public static ReplayReport Run(Plan was, Plan now, EngineFacts facts, PastCase past, IReadOnlyDictionary<string, string>? map = null)
    {
        var pair = new ReplayPair(new ReplayedRun(was, facts, past.Limit), new ReplayedRun(now, facts, past.Limit), map);
        try
        {
            pair.Through([.. past.Stimuli.TakeWhile(s => s.Stimulus is not ReopenStimulus)]);
        }
        catch (RefusedException refused)
        {
            // A history that its own version does not take, such as that of a case that was moved between versions.
            pair.Refused(refused);
        }
        return new ReplayReport(past.Key, pair.Findings);
    }

    /// <summary>Compares many cases.</summary>
    public static IReadOnlyList<ReplayReport> Run(Plan was, Plan now, EngineFacts facts, IEnumerable<PastCase> past, IReadOnlyDictionary<string, string>? map = null) =>
        [.. past.Select(p => Run(was, now, facts, p, map))];
}
