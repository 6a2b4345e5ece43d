using System.Globalization;
using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Analysis;

/// <summary>
/// Proves that cases cannot go astray in a definition, or shows the shortest way on which one does. The real engine is
/// run from state to state, with every answer of a person, every timer and event, and both ways of every condition that
/// is not constant; states are told apart by where the case stands, never by its data.
/// </summary>
/// <remarks>
/// What is found on a way that data would forbid is still reported: conditions are taken as free of each other. Not
/// looked into: withdrawal from outside, faults of activities (their step waits and can be passed over, as if it had
/// answered), workflows started by this one (each is explored by itself), more than two rounds of a loop over items
/// that only a run can know, and an event that reaches several waiting steps at once.
/// </remarks>
public static class Soundness
{
    /// <summary>Explores every state that a case can come to.</summary>
    public static SoundnessReport Explore(Plan plan, SoundnessOptions? options = null)
    {
        options ??= new SoundnessOptions();
        var observer = new SoundnessObserver(plan);
        var space = new StateSpace(plan, options, observer);
        space.Explore();
        var findings = observer.Findings.ToList();
        findings.AddRange(EndlessRounds.In(space));
        findings.AddRange(GrantsByTime.In(space));
        if (space.IsComplete && options.Pinned.Count == 0) AddNeverRun(findings, [.. new Coverage(plan, observer).Findings()]);
        var root = plan.Root.Definition;
        if (!space.IsComplete)
            findings.Add(new("OW300-not-proved", FindingSeverity.Warning, root.Id, root.JsonPath, $"After {space.Places.Count} states the exploration was stopped, so that nothing is proved about the rest."));
        return new SoundnessReport(space.Places.Count, space.IsComplete, findings);
    }

    /// <summary>A join that never runs is said to be dead, and not also that it can be passed over.</summary>
    private static void AddNeverRun(List<Finding> findings, List<Finding> never)
    {
        findings.RemoveAll(f => f.Code == "OW309-join-passed-over" && never.Exists(n => n.Path == f.Path));
        findings.InsertRange(0, never);
    }
}

/// <summary>How far an exploration goes.</summary>
public sealed record SoundnessOptions
{
    /// <summary>States after which it stops without a proof.</summary>
    public int MaxStates { get; init; } = 200_000;

    /// <summary>How flowcharts run.</summary>
    public FlowchartMode Mode { get; init; }

    /// <summary>Steps may also send the case back to any step that was answered before.</summary>
    public bool WithReturns { get; init; } = true;

    /// <summary>A closed case may go on at these steps, from wherever it stood before it was closed.</summary>
    public IReadOnlyList<string> ReopenAt { get; init; } = [];

    /// <summary>
    /// The one outcome that an activity is given, by its id, as a scenario fixes it; True or False for a condition.
    /// What never runs is then not reported, as it may run under other outcomes.
    /// </summary>
    public IReadOnlyDictionary<string, string> Pinned { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}

/// <summary>What an exploration came to.</summary>
/// <param name="States">How many different states were seen.</param>
/// <param name="IsComplete">Every state was seen; false where the bound was reached, and then nothing is proved.</param>
/// <param name="Findings">Defects, each with a shortest trace.</param>
public sealed record SoundnessReport(int States, bool IsComplete, IReadOnlyList<Finding> Findings)
{
    /// <summary>Proved to be without defects.</summary>
    public bool IsSound => IsComplete && Findings.Count == 0;

    /// <summary>The result in a few words.</summary>
    public string Verdict => string.Create(CultureInfo.InvariantCulture, $"{(!IsComplete ? "not proved" : IsSound ? "sound" : "not sound")}, {States} states explored");
}
