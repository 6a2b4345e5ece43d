using OneWindow.Workflows.Expressions;

namespace OneWindow.Workflows.Execution;

/// <summary>One run of one activity, while it lives.</summary>
internal sealed class ActivityInstance
{
    private ActivityInstance? _firstChild;
    private ActivityInstance? _lastChild;
    private ActivityInstance? _next;
    private ActivityInstance? _previous;

    public ActivityInstance(int id, PlanNode node, ActivityInstance? parent, Scope scope) => Become(id, node, parent, scope);

    public int Id { get; private set; }

    public PlanNode Node { get; private set; } = null!;

    public ActivityInstance? Parent { get; private set; }

    public Scope Scope { get; private set; } = null!;

    /// <summary>Children that are queued or living; a container may end when none is left.</summary>
    public int OpenChildren { get; set; }

    /// <summary>Position of a sequence, round of a loop.</summary>
    public int Cursor { get; set; }

    public bool IsFaulted { get; set; }

    public bool IsBreaking { get; set; }

    /// <summary>Ended or withdrawn; whatever still refers to it is void.</summary>
    public bool IsGone { get; set; }

    /// <summary>Known to the burst, because it waits; a step that ends at once never is.</summary>
    public bool IsKept { get; private set; }

    /// <summary>Values of the variables that this instance declares, by id.</summary>
    public Dictionary<string, Value>? Variables { get; set; }

    /// <summary>Where the rounds of a flowchart stand.</summary>
    public IFlowMemory? Flow { get; set; }

    /// <summary>Values of the inputs of this run, in the order of the descriptor.</summary>
    public Value[]? Inputs { get; set; }

    /// <summary>What the activity itself remembers.</summary>
    public Value Data { get; set; }

    /// <summary>What it waits for.</summary>
    public List<Bookmark>? Bookmarks { get; set; }

    /// <summary>Kept children, oldest first.</summary>
    public IEnumerable<ActivityInstance> Children
    {
        get
        {
            for (var at = _firstChild; at is not null; at = at._next) yield return at;
        }
    }

    /// <summary>Nothing can refer to it any more once it has ended, so that the next step may use it again.</summary>
    public bool IsReusable => !IsKept && OpenChildren == 0 && !Node.Activity.Descriptor.IsContainer;

    /// <summary>Begins another life.</summary>
    public void Become(int id, PlanNode node, ActivityInstance? parent, Scope scope)
    {
        (Id, Node, Parent, Scope) = (id, node, parent, scope);
        (OpenChildren, Cursor) = (0, 0);
        (IsFaulted, IsBreaking, IsGone) = (false, false, false);
        (Variables, Flow, Inputs, Bookmarks) = (null, null, null, null);
        Data = Value.Undefined;
    }

    /// <summary>Takes its place among the children of its parent.</summary>
    public void Keep()
    {
        IsKept = true;
        if (Parent is not { } parent) return;
        _previous = parent._lastChild;
        if (_previous is null) parent._firstChild = this;
        else _previous._next = this;
        parent._lastChild = this;
    }

    /// <summary>Leaves its place.</summary>
    public void Drop()
    {
        if (Parent is not { } parent) return;
        if (_previous is null) parent._firstChild = _next;
        else _previous._next = _next;
        if (_next is null) parent._lastChild = _previous;
        else _next._previous = _previous;
        (_next, _previous) = (null, null);
    }
}
