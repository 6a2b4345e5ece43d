using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Activities;

/// <summary>
/// An activity that may start its workflow where its definition says so (canStartWorkflow). A host reads the triggers of
/// a plan and starts an instance with the trigger's id when the event comes or the time has come.
/// </summary>
public interface ITrigger
{
    /// <summary>What starts the workflow.</summary>
    TriggerKind Kind { get; }

    /// <summary>Name of the event, span between starts, instant or cron expression, where it is written in the definition; null where it is worked out.</summary>
    string? StimulusOf(PlanNode node);
}

/// <summary>What starts a workflow.</summary>
public enum TriggerKind
{
    /// <summary>A named event.</summary>
    Event,

    /// <summary>An instant, once.</summary>
    StartAt,

    /// <summary>A span of time, again and again.</summary>
    Timer,

    /// <summary>A cron expression.</summary>
    Cron,
}
