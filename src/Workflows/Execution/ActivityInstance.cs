using OneWindow.Workflows.Expressions;

namespace OneWindow.Workflows.Execution;

/// <summary>One run of one activity, while it lives.</summary>
internal sealed class ActivityInstance(int id, PlanNode node, ActivityInstance? parent)
{
    public int Id { get; } = id;

    public PlanNode Node { get; } = node;

    public ActivityInstance? Parent { get; } = parent;

    /// <summary>Children that are queued or living; a container may end when none is left.</summary>
    public int OpenChildren { get; set; }

    /// <summary>Position of a sequence, round of a loop.</summary>
    public int Cursor { get; set; }

    public bool IsFaulted { get; set; }

    /// <summary>Ended or withdrawn; whatever still refers to it is void.</summary>
    public bool IsGone { get; set; }

    /// <summary>Values of the variables that this instance declares, by id.</summary>
    public Dictionary<string, Value>? Variables { get; set; }

    /// <summary>Where the rounds of a flowchart stand.</summary>
    public FlowScope? Flow { get; set; }

    /// <summary>Values of the inputs of this run, in the order of the descriptor.</summary>
    public Value[]? Inputs { get; set; }

    public bool IsWithin(ActivityInstance ancestor)
    {
        for (var at = this; at is not null; at = at.Parent)
            if (ReferenceEquals(at, ancestor)) return true;
        return false;
    }
}
