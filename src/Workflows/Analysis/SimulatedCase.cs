using System.Text.Json;
using OneWindow.Domain.Calendars;
using OneWindow.Domain.Errors;
using OneWindow.Workflows.Analysis.Replays;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions;

namespace OneWindow.Workflows.Analysis;

/// <summary>A case without a database: applies the engine's effects to plain fields, fires timers as time passes.</summary>
internal sealed class SimulatedCase(Plan plan, EngineFacts facts, Limit? caseLimit, FlowchartMode mode = FlowchartMode.Counter)
{
    private readonly Dictionary<string, OpenItem> _items = new(StringComparer.Ordinal);
    private readonly SortedSet<(DateTimeOffset DueAt, string BookmarkId)> _timers = [];
    private readonly List<(string Bookmark, Pause Pause)> _pauses = [];
    private DateTimeOffset _registeredAt;
    private WorkflowState? _state;

    public DateTimeOffset Now { get; private set; }
    public string? Stage { get; private set; }
    public string? Result { get; private set; }
    public List<string> Path { get; } = [];
    public List<DateOnly> FollowUps { get; } = [];
    public int Issued { get; private set; }
    public int Messages { get; private set; }
    public decimal Granted { get; private set; }
    public bool IsPaused => _pauses.Exists(p => p.Pause.To is null);
    public IEnumerable<OpenItem> OpenItems => _items.Values;
    public WorkflowState State => _state ?? throw new InvalidOperationException("The case has not begun.");

    /// <summary>Instants at which time itself answers, by bookmark, the next first.</summary>
    public IEnumerable<(DateTimeOffset DueAt, string BookmarkId)> Timers => _timers;

    /// <summary>Everything that has moved the case, in order.</summary>
    public List<PastStimulus> Past { get; } = [];

    public IReadOnlyList<Incident> Incidents => _state?.Incidents ?? [];

    /// <summary>As the case itself says it: registered until the first answer, paused while the clock stands.</summary>
    public string Status => Result is not null ? "Closed" : IsPaused ? "Paused" : Path.Count == 0 ? "Registered" : "InProgress";

    /// <summary>The first instant at which the whole case is late; null without a limit, or while its clock stands.</summary>
    public DateTimeOffset? LateFrom =>
        caseLimit is { } limit ? DeadlineCalculator.DueAt(facts.Calendar, limit, _registeredAt, [.. _pauses.Select(p => p.Pause)], Now) : null;

    public DateOnly? DueOn
    {
        get
        {
            if (caseLimit is not { } limit) return null;
            return DeadlineCalculator.Compute(facts.Calendar, limit, _registeredAt, [.. _pauses.Select(p => p.Pause)], Now).DueOn;
        }
    }

    public void Register(ScenarioRegistration registration) => Begin(new StartStimulus(CaseInput.From(registration)) { Mode = mode }, registration.At);

    public void Begin(StartStimulus start, DateTimeOffset at)
    {
        Now = _registeredAt = at;
        var result = Engine.Start(plan, start, at, facts);
        Past.Add(new(at, start));
        Apply(result, null);
    }

    /// <summary>Moves the case as the host would; whether a person may answer is not asked again.</summary>
    public void Send(Stimulus stimulus, DateTimeOffset at)
    {
        Now = at;
        Move(stimulus, null);
    }

    /// <summary>Answers the open item of an activity.</summary>
    public void Answer(OpenItem item, string outcome, string? opinion, JsonElement data)
    {
        if (item.Item.Kind == WorkItemKind.Notice && outcome == item.Item.LapseOutcome && Now < item.DueAt)
            throw new RefusedException(RefusalKind.Conflict, "notice-running", "The notice has not run its full length.");
        var option = item.Item.Outcomes.FirstOrDefault(o => o.Key == outcome);
        if (option is { ByTime: true } && item.Item.Kind == WorkItemKind.Step)
            throw new RefusedException(RefusalKind.Conflict, "limit-running", "This answer is given by time, at the end of the limit.");
        if (option is { ReasonRequired: true } && string.IsNullOrWhiteSpace(opinion))
            throw new RefusedException(RefusalKind.Invalid, "opinion-required", "This answer needs an opinion.");
        var value = data.ValueKind == JsonValueKind.Undefined ? Value.Null : Value.FromJson(data);
        Move(new AnswerStimulus(item.Item.BookmarkId, outcome, opinion, value), item.Item.ActivityId);
    }

    public void Return(OpenItem item, string? to) =>
        Move(new ReturnStimulus(item.Item.BookmarkId, to), null);

    public void Withdraw()
    {
        Move(new CancelStimulus("withdrawn"), null);
        Result = "withdrawn";
    }

    /// <summary>Lets time pass; what falls due happens at its own instant, in order.</summary>
    public void AdvanceTo(DateTimeOffset until)
    {
        while (_timers.Count > 0 && _timers.Min.DueAt <= until)
        {
            var (dueAt, bookmark) = _timers.Min;
            Now = dueAt > Now ? dueAt : Now;
            var lapsed = _items.TryGetValue(bookmark, out var item) ? item.Item.ActivityId : null;
            Move(new TimerStimulus(bookmark), lapsed);
        }
        Now = until;
    }

    private void Move(Stimulus stimulus, string? answered)
    {
        var result = Engine.Advance(plan, State, stimulus, Now, facts);
        Past.Add(new(Now, stimulus));
        if (stimulus is TimerStimulus fired) _timers.RemoveWhere(t => t.BookmarkId == fired.BookmarkId);
        Apply(result, answered);
    }

    private void Apply(BurstResult result, string? answered)
    {
        _state = StateJson.Read(StateJson.Write(result.State));
        if (answered is not null) Path.Add(answered);
        foreach (var effect in result.Effects) Apply(effect);
    }

    private void Apply(Effect effect)
    {
        switch (effect)
        {
            case OpenWorkItem open:
                _items.Add(open.BookmarkId, new OpenItem(open, DueAt(open)));
                break;
            case CloseWorkItem close:
                _items.Remove(close.BookmarkId);
                break;
            case StartTimer timer:
                _timers.Add((timer.DueAt, timer.BookmarkId));
                break;
            case CancelTimer cancel:
                _timers.RemoveWhere(t => t.BookmarkId == cancel.BookmarkId);
                break;
            case SetStage stage:
                Stage = stage.Title.Zh;
                break;
            case PauseClock pause:
                _pauses.Add((pause.BookmarkId, new Pause(Now, null, pause.Reason.Zh)));
                break;
            case ResumeClock resume:
                var index = _pauses.FindIndex(p => p.Bookmark == resume.BookmarkId && p.Pause.To is null);
                _pauses[index] = (resume.BookmarkId, _pauses[index].Pause with { To = Now });
                break;
            case ScheduleFollowUp visit:
                FollowUps.Add(DeadlineCalculator.Compute(facts.Calendar, visit.After, Now, [], Now).DueOn!.Value);
                break;
            case IssueResult:
                Issued++;
                break;
            case GrantAid grant:
                Granted += grant.Amount;
                break;
            case SendMessage:
                Messages++;
                break;
            case CloseCase close:
                Result = close.Result;
                break;
        }
    }

    private DateTimeOffset? DueAt(OpenWorkItem item) =>
        item.Limit is { } terms ? DeadlineCalculator.DueAt(facts.Calendar, terms.Limit, Now, [], Now) : null;
}

/// <summary>An open work item and when it is late.</summary>
internal sealed record OpenItem(OpenWorkItem Item, DateTimeOffset? DueAt);
