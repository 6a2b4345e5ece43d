using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Analysis;

/// <summary>Everything that is looked at before a definition may be published: its document, and whether it is sound.</summary>
public static class PublicationCheck
{
    /// <summary>Checks a document; one that does not compile is not explored.</summary>
    public static PublicationReport Of(string json, SoundnessOptions? options = null)
    {
        var findings = DefinitionValidator.Check(json);
        var plan = Compiled(json);
        var soundness = plan is null ? null : Soundness.Explore(plan, options);
        return new PublicationReport(plan, soundness, [.. findings, .. soundness?.Findings ?? []]);
    }

    private static Plan? Compiled(string json)
    {
        try
        {
            return Plan.Compile(DefinitionReader.Read(json));
        }
        catch (DefinitionException)
        {
            // The check of the document has reported it.
            return null;
        }
    }
}

/// <summary>What there is to say about a definition.</summary>
/// <param name="Plan">Ready to run; null where it does not compile.</param>
/// <param name="Soundness">Null where it does not compile.</param>
/// <param name="Findings">All findings, those about the document first.</param>
public sealed record PublicationReport(Plan? Plan, SoundnessReport? Soundness, IReadOnlyList<Finding> Findings)
{
    /// <summary>Whether an error forbids to publish it; warnings do not.</summary>
    public bool HasErrors => Findings.Any(f => f.Severity is FindingSeverity.Error);
}
