using OneWindow.Workflows.Definitions;

namespace OneWindow.Workflows.Execution;

/// <summary>
/// The definitions that others may use as activities or start as children. An immutable snapshot, as everything that a
/// burst may know: a version that a running instance uses stays in it.
/// </summary>
public interface IWorkflowLibrary
{
    /// <summary>Every published workflow that can be compiled; what an event or the time may start.</summary>
    IEnumerable<Plan> Published { get; }

    /// <summary>The published version of a workflow, else its latest; null where there is none.</summary>
    Plan? Find(string definitionId);

    /// <summary>One version of a workflow; null where there is none.</summary>
    Plan? Find(string definitionId, int version);

    /// <summary>
    /// The workflow that an activity stands for: by the version it names, else the published, else the latest version
    /// of the definition it names, else by its type; null where there is none.
    /// </summary>
    /// <exception cref="DefinitionException">The workflow has errors, or contains itself.</exception>
    Plan? FindFor(ActivityDefinition activity);
}
