using OneWindow.Workflows.Activities;
using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Analysis;

/// <summary>Everything that is looked at before a definition may be published: its document, whether it is sound, whether cases can run it.</summary>
public static class PublicationCheck
{
    /// <summary>Checks a document; one that does not compile is not explored.</summary>
    /// <param name="library">Workflows that it may use as activities; null for none.</param>
    public static PublicationReport Of(string json, SoundnessOptions? options = null, IWorkflowLibrary? library = null)
    {
        var findings = DefinitionValidator.Check(json, library);
        if (Compiled(json, library) is not { } plan) return new PublicationReport(null, null, findings);
        var soundness = Soundness.Explore(plan, options);
        return new PublicationReport(plan, soundness, [.. findings, .. CaseHost.Findings(plan), .. soundness.Findings]);
    }

    private static Plan? Compiled(string json, IWorkflowLibrary? library)
    {
        try
        {
            return Plan.Compile(DefinitionReader.Read(json), ActivityRegistry.BuiltIn, library);
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
