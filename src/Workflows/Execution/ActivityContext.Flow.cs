using OneWindow.Workflows.Activities;
using OneWindow.Workflows.Expressions;

namespace OneWindow.Workflows.Execution;

/// <summary>Waiting, children, loops and other workflows.</summary>
public readonly partial struct ActivityContext
{
    /// <summary>The trigger that started the workflow is this very activity.</summary>
    public bool IsTrigger => IsTriggered(Node) && _burst.TakeTrigger();

    /// <summary>Whether a child is the trigger that started the workflow.</summary>
    internal bool IsTriggered(PlanNode child) => Instance.Scope.Id == 0 && _burst.Trigger is { } trigger && (trigger == child.Id || trigger == child.Path);

    /// <summary>What the trigger carried.</summary>
    public Value TriggerPayload => _burst.TriggerPayload;

    /// <summary>How flowcharts run.</summary>
    internal FlowchartMode Mode => _burst.Mode;

    /// <summary>A break was called for; the loop or sequence ends with its current child.</summary>
    internal bool IsBreaking => Instance.IsBreaking;

    /// <summary>The connections of this flowchart, as they are seen from where it began.</summary>
    internal FlowGraph Graph => Instance.Graph;

    /// <summary>Where the rounds of this flowchart stand, in counter mode.</summary>
    internal FlowScope Counters => (FlowScope)(Instance.Flow ??= new FlowScope(Graph));

    /// <summary>The tokens of this flowchart, in token mode.</summary>
    internal FlowTokens Tokens => (FlowTokens)(Instance.Flow ??= new FlowTokens(Graph));

    internal int OpenChildren => Instance.OpenChildren;

    /// <summary>Done where no child is queued or living, waiting otherwise.</summary>
    internal Outcome WhenNoneIsOpen() => Instance.OpenChildren == 0 ? Outcome.Done() : Outcome.Waiting();

    /// <summary>Queues a child of this container.</summary>
    public void Schedule(PlanNode child) => _burst.Schedule(child, Instance, null);

    /// <summary>Queues a child that sees these variables besides those around it.</summary>
    public void Schedule(PlanNode child, Dictionary<string, Value> variables) => _burst.Schedule(child, Instance, variables);

    /// <summary>Ends the nearest loop after its current child.</summary>
    internal void Break()
    {
        for (var at = Instance.Parent; at is not null && at.Scope.Identity == Instance.Scope.Identity; at = at.Parent)
        {
            var role = at.Node.Activity.Descriptor.OnBreak;
            if (role != BreakRole.PassesOn) at.IsBreaking = true;
            if (role == BreakRole.Ends) return;
        }
    }

    /// <summary>Ends the nearest workflow used as an activity, or the workflow itself, by these ports.</summary>
    internal void CompleteWorkflow(Outcome outcome) => _burst.CompleteWorkflow(Instance.Scope, outcome);

    /// <summary>Starts a workflow used as an activity; it ends by <see cref="Activities.Activity.WorkflowEnded"/>.</summary>
    internal void StartEmbedded(Plan plan, Dictionary<string, Value> input) => _burst.StartEmbedded(Instance, plan, input);

    /// <summary>Starts a child workflow after everything that is queued.</summary>
    /// <param name="isAwaited">Its end comes back by <see cref="Activities.Activity.WorkflowEnded"/>; otherwise it lives on its own.</param>
    internal WorkflowEnd Dispatch(ChildRequest child, bool isAwaited) => _burst.StartChild(Instance, child, isAwaited, isInline: false);

    /// <summary>Runs a child workflow as far as it goes now, before anything else that is queued.</summary>
    internal WorkflowEnd ExecuteWorkflow(ChildRequest child, bool isAwaited) => _burst.StartChild(Instance, child, isAwaited, isInline: true);

    /// <summary>Sends an event to this workflow and those it started, after what is queued.</summary>
    internal void Publish(string eventName, string? correlationId, Value payload) => _burst.Publish(eventName, correlationId, payload);

    /// <summary>Withdraws children of this container.</summary>
    internal void CancelChildren(Func<PlanNode, bool> which, string reason) => _burst.CancelChildren(Instance, which, reason);

    /// <summary>In a new round, steps that were answered in an earlier one are no place to send the case back to.</summary>
    internal void ForgetAnswers(Func<int, bool> isChildOfRound) => _burst.ForgetAnswers(Instance, isChildOfRound);

    /// <summary>A join is passed over although control has reached it.</summary>
    internal void PassOver(PlanNode join) => _burst.Oracle?.PassOver(join);

    /// <summary>Whether a loop goes round again; an analysis may have it otherwise where the range is not constant.</summary>
    internal bool GoesRound(bool isWithin) => _burst.Oracle is { } oracle && Node.HasDynamicInputs ? oracle.GoesRound(Node) : isWithin;

    /// <summary>Waits without anything to wait for; only an analysis does so.</summary>
    internal void Wait(BookmarkKind kind) => _burst.AddBookmark(Instance, new Bookmark(_burst.NewId("b"), Instance.Id, kind) { EventName = Node.Path });

    /// <summary>Waits no more for what is still open of this step.</summary>
    /// <param name="reason">As <see cref="CloseWorkItem"/> gives it.</param>
    public void StopWaiting(string reason) => _burst.Release(Instance, reason);

    /// <summary>Waits for a named event.</summary>
    public void WaitForEvent(string name) => _burst.AddBookmark(Instance, new Bookmark(_burst.NewId("b"), Instance.Id, BookmarkKind.Event) { EventName = name });

    /// <summary>Waits for a span of time; one beyond the calendar's end waits until that.</summary>
    public void WaitFor(TimeSpan span) => WaitUntil(span < DateTimeOffset.MaxValue - Now ? Now + span : DateTimeOffset.MaxValue);

    /// <summary>Waits for an instant.</summary>
    public void WaitUntil(DateTimeOffset dueAt)
    {
        var bookmark = new Bookmark(_burst.NewId("b"), Instance.Id, BookmarkKind.Timer) { DueAt = dueAt };
        _burst.AddBookmark(Instance, bookmark);
        Emit(new StartTimer(bookmark.Id, dueAt));
    }

    /// <summary>Asks the host to do a task and waits for its result.</summary>
    /// <returns>Names the task.</returns>
    public string WaitForTask(string name, Value payload)
    {
        var bookmark = new Bookmark(_burst.NewId("b"), Instance.Id, BookmarkKind.Task) { EventName = name };
        _burst.AddBookmark(Instance, bookmark);
        Emit(new RequestTask(bookmark.Id, name, Json(payload)));
        return bookmark.Id;
    }

    /// <summary>Asks a body or the applicant to act and waits for the answer.</summary>
    /// <param name="describe">Makes the work item from the bookmark's id.</param>
    /// <param name="lapsesAt">When time itself answers; null where a person must.</param>
    /// <param name="pause">Why the case's clock stands still meanwhile; null where it runs.</param>
    public void WaitForAnswer(Func<string, OpenWorkItem> describe, DateTimeOffset? lapsesAt, BilingualText? pause)
    {
        var bookmark = new Bookmark(_burst.NewId("b"), Instance.Id, BookmarkKind.WorkItem) { DueAt = lapsesAt, PausesClock = pause is not null };
        var item = describe(bookmark.Id);
        _burst.AddBookmark(Instance, bookmark);
        Emit(new SetStage(item.ActivityId, item.Title, item.ResidentText));
        Emit(item);
        if (pause is not null) Emit(new PauseClock(bookmark.Id, pause));
        if (lapsesAt is { } due) Emit(new StartTimer(bookmark.Id, due));
    }
}

/// <summary>A child workflow to start.</summary>
/// <param name="DefinitionId">Its published version runs.</param>
internal sealed record ChildRequest(string DefinitionId, string? CorrelationId, Dictionary<string, Value> Input);
