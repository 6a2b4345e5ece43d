using OneWindow.Workflows.Activities;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions;

namespace OneWindow.Workflows.Trial;

/// <summary>
/// Runs a definition in memory, without a host, so that anyone can try it: lines go to a writer, time stands until
/// something waits for it, and what waits can be resumed in order. Events published reach the workflows of the library
/// that an event may start.
/// </summary>
/// <param name="mode">How flowcharts run.</param>
/// <param name="write">Takes each line that WriteLine writes, at once.</param>
public sealed class TrialRun(EngineFacts facts, FlowchartMode mode, DateTimeOffset start, Action<string> write)
{
    /// <summary>A definition that waits for ever new things is stopped here.</summary>
    private const int MaxResumes = 10_000;

    /// <summary>Events that start workflows which publish events that start workflows end here.</summary>
    private const int MaxStarted = 1_000;

    private readonly Queue<(Plan Plan, StartStimulus Stimulus)> _toStart = new();
    private int _started;

    /// <summary>The time of the run; later than its start where timers were resumed.</summary>
    public DateTimeOffset Now { get; private set; } = start;

    /// <summary>Begins a workflow and runs it until it waits or ends; faults do what its incident strategy says.</summary>
    /// <exception cref="Domain.Errors.RefusedException">An input does not convert.</exception>
    public WorkflowState Start(Plan plan, IReadOnlyDictionary<string, Value> input)
    {
        var state = Begin(plan, new StartStimulus(input) { InstanceId = "1", KeepsUndeclared = true });
        StartWhatEventsStart();
        return state;
    }

    /// <summary>
    /// Resumes what waits, the oldest first, until nothing does: an instant is let come, an event happens without
    /// content, a task gives nothing, a person gives the first answer.
    /// </summary>
    /// <exception cref="TrialEndlessException">Something waits again and again.</exception>
    public WorkflowState ResumeAll(Plan plan, WorkflowState state)
    {
        for (var resumes = 0; state is { IsAlive: true, Bookmarks: [var next, ..] }; resumes++)
        {
            if (resumes == MaxResumes) throw new TrialEndlessException($"The workflow still waits after {MaxResumes} resumes.");
            if (next.DueAt is { } due && due > Now) Now = due;
            state = Take(Engine.Advance(plan, state, StimulusFor(plan, state, next), Now, facts));
            StartWhatEventsStart();
        }
        return state;
    }

    private WorkflowState Begin(Plan plan, StartStimulus stimulus) =>
        Take(Engine.Start(plan, stimulus with { Mode = mode, Incidents = IncidentPolicy.AsDefined }, Now, facts));

    private WorkflowState Take(BurstResult result)
    {
        foreach (var effect in result.Effects)
        {
            if (effect is Execution.WriteLine line) write(line.Text);
            else if (effect is Execution.PublishEvent published) Offer(published);
        }
        return result.State;
    }

    private void Offer(Execution.PublishEvent published)
    {
        foreach (var plan in facts.Workflows?.Published ?? [])
            foreach (var trigger in plan.Triggers)
                if (trigger.Activity is ITrigger { Kind: TriggerKind.Event } kind && kind.StimulusOf(trigger) == published.EventName)
                    _toStart.Enqueue((plan, new StartStimulus(WorkflowState.NoValues, published.CorrelationId)
                    {
                        TriggerActivityId = trigger.Path,
                        Payload = published.Payload is { } payload ? Value.FromJson(payload) : Value.Null,
                    }));
    }

    private void StartWhatEventsStart()
    {
        while (_toStart.TryDequeue(out var next))
        {
            if (++_started > MaxStarted) throw new TrialEndlessException($"Events have started more than {MaxStarted} workflows.");
            Begin(next.Plan, next.Stimulus);
        }
    }

    private Stimulus StimulusFor(Plan plan, WorkflowState state, Bookmark bookmark) => bookmark.Kind switch
    {
        BookmarkKind.Timer => new TimerStimulus(bookmark.Id),
        BookmarkKind.Event => new EventStimulus(bookmark.EventName!, Value.Null),
        BookmarkKind.Task => new TaskStimulus(bookmark.Id, Value.Null),
        _ => new AnswerStimulus(bookmark.Id, Waits.NodeOf(plan, state, bookmark, facts.Workflows) is { } node ? node.Activity.AnswersOf(node)[0] : "", null, Value.Null),
    };
}

/// <summary>A workflow on trial does not come to an end.</summary>
public sealed class TrialEndlessException(string message) : Exception(message);
