using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Activities;

/// <summary>
/// A kind of step. One stateless instance per kind serves every definition; what a step remembers lives in the
/// workflow state. A new kind is one file: declare the <see cref="Descriptor"/>, write <see cref="Execute"/>.
/// </summary>
public abstract class Activity
{
    /// <summary>Key, names, inputs, outputs and outcomes: what the check, the documentation and the designer read.</summary>
    public abstract ActivityDescriptor Descriptor { get; }

    /// <summary>Begins the step. Inputs are already evaluated.</summary>
    public abstract Outcome Execute(ActivityContext context);

    /// <summary>Continues after one of the step's bookmarks was resumed; the bookmark is gone by then.</summary>
    public virtual Outcome Resume(ActivityContext context, Stimulus stimulus) => Outcome.Done();

    /// <summary>Continues a container after one of its children has ended.</summary>
    public virtual Outcome ChildCompleted(ActivityContext context, PlanNode child, Outcome outcome) => Outcome.Done();

    /// <summary>Continues after a workflow that the step started and waits for has ended.</summary>
    public virtual Outcome WorkflowEnded(ActivityContext context, WorkflowEnd end) => Outcome.Done();

    /// <summary>Variables that only the children see, such as the current item of a loop.</summary>
    internal virtual IReadOnlyList<VariableDefinition> ChildVariables => [];

    /// <summary>Names that its own scripts may use besides those of every expression.</summary>
    internal virtual IReadOnlyList<string> ScriptNames => [];

    /// <summary>What this very step may wait for, where its inputs decide; by default what the descriptor says.</summary>
    public virtual BookmarkKind? WaitOf(PlanNode node) => Descriptor.WaitsFor;

    /// <summary>All ways in which this very step can end; by default each of its outcomes by itself.</summary>
    internal virtual IReadOnlyList<Outcome> EndsOf(PlanNode node) => OutcomesOf(node) is { Count: > 0 } ports ? [.. ports.Select(Outcome.Done)] : [Outcome.Done()];

    /// <summary>Ports that this very step can leave by, where its inputs decide; by default those of the descriptor.</summary>
    public virtual IReadOnlyList<string> OutcomesOf(PlanNode node) => Descriptor.Outcomes;

    /// <summary>Whether this very step can leave by a port because time ran out, and nobody answered.</summary>
    internal virtual bool IsGivenByTime(PlanNode node, string port) => false;

    /// <summary>What a person may answer this very step; the ports themselves, unless answers of several bodies decide together by which port it leaves.</summary>
    public virtual IReadOnlyList<string> AnswersOf(PlanNode node) => OutcomesOf(node);
}
