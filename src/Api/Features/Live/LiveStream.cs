using System.Threading.Channels;

namespace OneWindow.Api.Features.Live;

/// <summary>What an open page is told: nothing of what happened, only that it did. The page then asks as anybody asks.</summary>
internal enum LiveEvent
{
    /// <summary>Something that the page shows has changed.</summary>
    Change,

    /// <summary>Nothing; the line stands.</summary>
    Beat,

    /// <summary>This stream ends; the page may open another one, here or at another node.</summary>
    Bye,
}

/// <summary>One page's stream. However much happens while a slow page reads, one change waits for it at most.</summary>
internal sealed class LiveStream : IDisposable
{
    private readonly Channel<LiveEvent> _events = Channel.CreateUnbounded<LiveEvent>();
    private readonly Dictionary<LiveSubject, string?> _known;
    private readonly LiveHub _hub;
    private int _pending;

    public LiveStream(LiveHub hub, string userName, IReadOnlyList<Watch> watches, DateTimeOffset until)
    {
        (_hub, UserName, Until) = (hub, userName, until);
        _known = watches.DistinctBy(w => w.Subject).ToDictionary(w => w.Subject, w => w.Since);
    }

    public string UserName { get; }

    /// <summary>When it ends at the latest, in real time.</summary>
    public DateTimeOffset Until { get; }

    public IEnumerable<LiveSubject> Subjects => _known.Keys;

    /// <summary>Tells of the mark that a subject has now. Only the hub calls it, one call at a time.</summary>
    public void Tell(LiveSubject subject, string mark)
    {
        var before = _known[subject];
        if (before == mark) return;
        _known[subject] = mark;
        if (before is not null && Interlocked.Exchange(ref _pending, 1) == 0) _events.Writer.TryWrite(LiveEvent.Change);
    }

    public void Beat()
    {
        if (_events.Reader.Count == 0) _events.Writer.TryWrite(LiveEvent.Beat);
    }

    public void End()
    {
        if (_events.Writer.TryWrite(LiveEvent.Bye)) _events.Writer.TryComplete();
    }

    /// <summary>The next event; null where the stream is over or the page is gone.</summary>
    public async ValueTask<LiveEvent?> NextAsync(CancellationToken ct)
    {
        try
        {
            if (!await _events.Reader.WaitToReadAsync(ct) || !_events.Reader.TryRead(out var next)) return null;
            if (next is LiveEvent.Change) Interlocked.Exchange(ref _pending, 0);
            return next;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        _hub.Remove(this);
        _events.Writer.TryComplete();
    }
}
