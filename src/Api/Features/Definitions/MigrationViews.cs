using OneWindow.Domain.Errors;
using OneWindow.Workflows.Analysis.Diff;
using OneWindow.Workflows.Analysis.Replays;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Migration;

namespace OneWindow.Api.Features.Definitions;

/// <summary>Which cases to try, move or take back.</summary>
/// <param name="From">The version that they run, or ran before they were moved.</param>
/// <param name="To">The version to move them to.</param>
/// <param name="Map">Steps whose id differs, old to new.</param>
internal sealed record MigrationBody(int From, int To, Dictionary<string, string>? Map = null, string? Cursor = null, int? Size = null)
{
    public void Validate(Findings findings)
    {
        if (From == To) findings.Add("to", "两个版本相同。(The two versions are the same.)");
        foreach (var (old, now) in Map ?? [])
            if (string.IsNullOrEmpty(now)) findings.Add($"map.{old}", $"环节“{old}”没有对应的环节。(The step {old} is mapped to nothing.)");
    }
}

/// <summary>One difference between two versions.</summary>
internal sealed record DiffView(DiffKind Kind, string? ActivityId, BilingualText Text);

/// <summary>How one past case would have gone.</summary>
internal sealed record ReplayView(string Number, ReplayVerdict Verdict, IReadOnlyList<ReplayFinding> Findings);

/// <summary>What would become of a case, or what became of it.</summary>
internal enum MigratedCaseState
{
    /// <summary>It can be moved; nothing has been done.</summary>
    Movable,
    Moved,
    Undone,
    Refused,
}

/// <param name="Waits">Where the case waits, and where it goes on waiting.</param>
internal sealed record MigratedCaseView(
    string Number, MigratedCaseState State, IReadOnlyList<WaitView> Waits, IReadOnlyList<BilingualText> Changes, IReadOnlyList<MigrationRefusal> Refusals)
{
    public static MigratedCaseView Of(string number, MigratedCaseState state, MigrationPreview preview) => new(
        number, preview.CanApply ? state : MigratedCaseState.Refused,
        [.. preview.Waits.Select(w => new WaitView(w.FromActivityId, w.ToActivityId, w.Text))], preview.Changes, preview.Refusals);

    /// <summary>A case that could not be moved or taken back because of what happened to it meanwhile.</summary>
    public static MigratedCaseView Refused(string number, RefusedException refused) => new(
        number, MigratedCaseState.Refused, [], [], [new MigrationRefusal(refused.Code, null, new(refused.Message, refused.Message))]);
}

internal sealed record WaitView(string FromActivityId, string ToActivityId, BilingualText Text);
