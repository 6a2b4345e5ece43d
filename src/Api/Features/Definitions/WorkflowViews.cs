using OneWindow.Api.Storage.Records;
using OneWindow.Workflows.Definitions;

namespace OneWindow.Api.Features.Definitions;

/// <summary>A version of a workflow in a list.</summary>
internal sealed record WorkflowSummary(string DefinitionId, string Name, int Version, DocumentState State, DateTimeOffset At);

/// <summary>What the check found.</summary>
internal sealed record FindingsView(IReadOnlyList<FindingView> Findings)
{
    public static FindingsView Of(IReadOnlyList<Finding> findings) => new([.. findings.Select(FindingView.Of)]);
}

/// <param name="Severity">error or warning.</param>
/// <param name="Path">JSON path of the place.</param>
internal sealed record FindingView(string Code, string Severity, string? ActivityId, string Path, string Message)
{
    public static FindingView Of(Finding finding) =>
        new(finding.Code, finding.Severity.ToString().ToLowerInvariant(), finding.ActivityId, finding.Path, finding.Explanation);
}
