using OneWindow.Workflows.Expressions;

namespace OneWindow.Workflows.Execution;

/// <summary>Events: delivered when nothing else moves, kept for a while where nothing waits for them yet.</summary>
internal sealed partial class Burst
{
    private readonly List<UnheardEvent> _unheard = [];
    private readonly Queue<UnheardEvent> _published = new();
    private readonly Dictionary<string, List<string>> _listening = new(StringComparer.Ordinal);
    private bool _mayHear;

    /// <summary>Sends an event to the workflows of this run once nothing else is queued.</summary>
    public void Publish(string eventName, string? correlationId, Value payload) =>
        _published.Enqueue(new UnheardEvent(eventName, correlationId, payload, Now));

    /// <summary>An event from outside.</summary>
    public void Hear(EventStimulus stimulus)
    {
        Publish(stimulus.EventName, stimulus.CorrelationId, stimulus.Payload);
        Drain();
    }

    private void Listen(Bookmark bookmark, ActivityInstance instance)
    {
        if (!_listening.TryGetValue(bookmark.EventName!, out var waiting)) _listening[bookmark.EventName!] = waiting = [];
        waiting.Add(bookmark.Id);
        if (_unheard.Count > 0 && _unheard.Exists(e => Reaches(e, bookmark.EventName!, instance))) _mayHear = true;
    }

    private bool DeliverEvents()
    {
        if (_mayHear)
        {
            _mayHear = false;
            foreach (var old in _unheard.ToList())
                if (Deliver(old)) return _unheard.Remove(old);
        }
        if (!_published.TryDequeue(out var next)) return false;
        if (!Deliver(next)) _unheard.Add(next);
        return true;
    }

    /// <summary>Resumes every bookmark that waited for the event when it came; one may withdraw another.</summary>
    private bool Deliver(UnheardEvent @event)
    {
        if (!_listening.TryGetValue(@event.EventName, out var waiting)) return false;
        var reached = false;
        foreach (var id in waiting.ToList())
        {
            if (!_bookmarks.TryGetValue(id, out var bookmark) || !Reaches(@event, @event.EventName, _instances[bookmark.InstanceId])) continue;
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
