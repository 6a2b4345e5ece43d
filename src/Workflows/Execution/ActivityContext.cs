using System.Text.Json;
using OneWindow.Workflows.Activities;
using OneWindow.Workflows.Expressions;

namespace OneWindow.Workflows.Execution;

/// <summary>What a step may see and do while it runs. Nothing here reaches beyond the burst.</summary>
public sealed class ActivityContext
{
    private readonly Burst _burst;

    internal ActivityContext(Burst burst, ActivityInstance instance)
    {
        _burst = burst;
        Instance = instance;
    }

    internal ActivityInstance Instance { get; }

    /// <summary>The activity, as compiled.</summary>
    public PlanNode Node => Instance.Node;

    /// <summary>The instant of this burst; every step of the burst sees the same.</summary>
    public DateTimeOffset Now => _burst.Now;

    /// <summary>Calendar and organisations.</summary>
    public EngineFacts Facts => _burst.Facts;

    /// <summary>The value of an input of the descriptor.</summary>
    public Value Input(InputDescriptor input) => Instance.Inputs is { } values ? values[IndexOf(input)] : Node.Inputs[IndexOf(input)].Evaluate(Scope());

    /// <summary>The text of an input; null where it is absent or empty.</summary>
    public string? Text(InputDescriptor input)
    {
        var value = Input(input);
        return value.IsNullish || value.AsText.Length == 0 ? null : value.AsText;
    }

    /// <summary>The value of a workflow input.</summary>
    public Value WorkflowInput(string name) => _burst.Input.TryGetValue(name, out var value) ? value : Value.Undefined;

    /// <summary>Where a sequence or loop stands.</summary>
    public int Cursor
    {
        get => Instance.Cursor;
        set => Instance.Cursor = value;
    }

    /// <summary>Queues a child of this container.</summary>
    public void Schedule(PlanNode child) => _burst.Schedule(child, Instance);

    /// <summary>Asks the host to do something.</summary>
    public void Emit(Effect effect) => _burst.Emit(effect);

    /// <summary>Gives an output its value.</summary>
    public void SetOutput(OutputDescriptor output, Value value) => _burst.SetOutput(Instance, output, value);

    /// <summary>Sets a variable by id; false where there is none.</summary>
    public bool TrySetVariable(string id, Value value) => Scope().TrySetVariable(id, value);

    /// <summary>Gives the workflow an output.</summary>
    public void SetWorkflowOutput(string name, Value value) => _burst.Output[name] = value;

    /// <summary>Waits for a named event.</summary>
    public void WaitForEvent(string name) => _burst.AddBookmark(new Bookmark(_burst.NewId("b"), Instance.Id, BookmarkKind.Event) { EventName = name });

    /// <summary>Waits for an instant.</summary>
    public void WaitUntil(DateTimeOffset dueAt)
    {
        var bookmark = new Bookmark(_burst.NewId("b"), Instance.Id, BookmarkKind.Timer) { DueAt = dueAt };
        _burst.AddBookmark(bookmark);
        Emit(new StartTimer(bookmark.Id, dueAt));
    }

    /// <summary>Asks a body or the applicant to act and waits for the answer.</summary>
    /// <param name="describe">Makes the work item from the bookmark's id.</param>
    /// <param name="lapsesAt">When time itself answers; null where a person must.</param>
    /// <param name="pause">Why the case's clock stands still meanwhile; null where it runs.</param>
    public void WaitForAnswer(Func<string, OpenWorkItem> describe, DateTimeOffset? lapsesAt, BilingualText? pause)
    {
        var bookmark = new Bookmark(_burst.NewId("b"), Instance.Id, BookmarkKind.WorkItem) { DueAt = lapsesAt, PausesClock = pause is not null };
        _burst.AddBookmark(bookmark);
        var item = describe(bookmark.Id);
        Emit(new SetStage(item.ActivityId, item.Title, item.ResidentText));
        Emit(item);
        if (pause is not null) Emit(new PauseClock(bookmark.Id, pause));
        if (lapsesAt is { } due) Emit(new StartTimer(bookmark.Id, due));
    }

    /// <summary>Waits without anything to wait for; only an analysis does so.</summary>
    internal void Wait(BookmarkKind kind) => _burst.AddBookmark(new Bookmark(_burst.NewId("b"), Instance.Id, kind));

    /// <summary>In a new round, steps that were answered in an earlier one are no place to send the case back to.</summary>
    internal void ForgetAnswers(HashSet<int> children) => _burst.ForgetAnswers(Node, children);

    /// <summary>A join is passed over although control has reached it.</summary>
    internal void PassOver(PlanNode join) => _burst.Oracle?.PassOver(join);

    /// <summary>Notes something in the journal.</summary>
    public void Note(string detail) => _burst.Log("Noted", Node, detail);

    /// <summary>Runs an expression that the activity prepared itself.</summary>
    internal Value Evaluate(CompiledInput input) => input.Evaluate(Scope());

    internal FlowScope Flow => Instance.Flow ??= new FlowScope(Node.Graph!);

    internal int OpenChildren => Instance.OpenChildren;

    internal void CancelChildren(Func<PlanNode, bool> which, string reason) => _burst.CancelChildren(Instance, which, reason);

    /// <summary>JSON of a value, for effects.</summary>
    internal static JsonElement? Json(Value value) => value.IsNullish ? null : value.ToJson();

    private ExpressionScope Scope() => new(_burst, Instance);

    private int IndexOf(InputDescriptor input)
    {
        var inputs = Node.Activity.Descriptor.Inputs;
        for (var i = 0; i < inputs.Count; i++)
            if (ReferenceEquals(inputs[i], input)) return i;
        throw new InvalidOperationException($"{Node.Activity.Descriptor.Key} reads the input {input.Name}, which it does not declare.");
    }
}
