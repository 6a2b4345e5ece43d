using OneWindow.Workflows.Expressions;

namespace OneWindow.Workflows.Execution;

/// <summary>Events: delivered when nothing else moves, kept for a while where nothing waits for them yet.</summary>
internal sealed partial class Burst
{
    private readonly List<UnheardEvent> _unheard = [];
    private Queue<UnheardEvent>? _published;
    private Dictionary<string, SortedDictionary<int, Bookmark>>? _listening;
    private bool _mayHear;

    /// <summary>Sends an event to the workflows of this run once nothing else is queued.</summary>
    public void Publish(string eventName, string? correlationId, Value payload) =>
        (_published ??= new()).Enqueue(new UnheardEvent(eventName, correlationId, payload, Now));

    /// <summary>An event from outside.</summary>
    public void Hear(EventStimulus stimulus)
    {
        Publish(stimulus.EventName, stimulus.CorrelationId, stimulus.Payload);
        Drain();
    }

    private void Listen(Bookmark bookmark, ActivityInstance instance)
    {
        _listening ??= new(StringComparer.Ordinal);
        if (!_listening.TryGetValue(bookmark.EventName!, out var waiting)) _listening[bookmark.EventName!] = waiting = [];
        waiting.Add(bookmark.Number, bookmark);
        if (_unheard.Count > 0 && _unheard.Exists(e => Reaches(e, bookmark.EventName!, instance))) _mayHear = true;
    }

    private bool DeliverEvents()
    {
        if (_mayHear)
        {
            _mayHear = false;
            var before = _unheard.Count;
            var silent = _unheard.FindAll(e => !Deliver(e));
            _unheard.Clear();
            _unheard.AddRange(silent);
            if (silent.Count < before) return true;
        }
        if (_published is null || !_published.TryDequeue(out var next)) return false;
        if (!Deliver(next)) _unheard.Add(next);
        return true;
    }

    /// <summary>Resumes every bookmark that waited for the event when it came; one may withdraw another.</summary>
    private bool Deliver(UnheardEvent @event)
    {
        if (_listening is null || !_listening.TryGetValue(@event.EventName, out var waiting)) return false;
        var reached = false;
        foreach (var bookmark in waiting.Values.ToList())
        {
            if (!_bookmarks.ContainsKey(bookmark.Id) || !Reaches(@event, @event.EventName, _instances[bookmark.InstanceId])) continue;
            reached = true;
            Resume(bookmark, new EventStimulus(@event.EventName, @event.Payload), "answered");
            RunQueue();
        }
        return reached;
    }

    private static bool Reaches(UnheardEvent @event, string name, ActivityInstance instance) =>
        @event.EventName == name && (@event.CorrelationId is null || @event.CorrelationId == instance.Scope.CorrelationId);

    private void ForgetOldEvents() => _unheard.RemoveAll(e => Now - e.At > WorkflowState.EventPatience);
}
