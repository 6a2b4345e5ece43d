using OneWindow.Domain.Access;

namespace OneWindow.Api.Features.Live;

/// <summary>
/// Who of this node watches what. Nothing here decides about right or wrong: a page that is told nothing is as it was
/// before there were streams, and every other node has a hub of its own.
/// </summary>
internal sealed class LiveHub(LiveSettings settings)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<LiveSubject, HashSet<LiveStream>> _watched = [];
    private readonly Dictionary<string, int> _people = new(StringComparer.Ordinal);
    private readonly HashSet<LiveStream> _streams = [];
    private bool _closed;

    /// <summary>How many pages are told.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _streams.Count;
        }
    }

    /// <summary>What is watched at this moment.</summary>
    public IReadOnlyList<LiveSubject> Subjects
    {
        get
        {
            lock (_gate) return [.. _watched.Keys];
        }
    }

    /// <param name="until">When the caller's session ends; null where that is not known.</param>
    /// <exception cref="Domain.Errors.RefusedException"><c>too-many-streams</c>.</exception>
    public LiveStream Open(string userName, IReadOnlyList<Watch> watches, DateTimeOffset? until)
    {
        var longest = TimeProvider.System.GetUtcNow() + LiveSettings.Longest;
        var stream = new LiveStream(this, userName, watches, until < longest ? until.Value : longest);
        lock (_gate)
        {
            if (_streams.Count >= settings.MostStreams || _people.GetValueOrDefault(userName) >= LiveSettings.MostOfOnePerson) throw AccessErrors.TooManyStreams();
            _streams.Add(stream);
            _people[userName] = _people.GetValueOrDefault(userName) + 1;
            foreach (var subject in stream.Subjects)
            {
                if (!_watched.TryGetValue(subject, out var watching)) _watched[subject] = watching = [];
                watching.Add(stream);
            }

            if (_closed) stream.End();
        }

        return stream;
    }

    /// <summary>Forgets a stream; twice is once.</summary>
    public void Remove(LiveStream stream)
    {
        lock (_gate)
        {
            if (!_streams.Remove(stream)) return;
            if (--_people[stream.UserName] == 0) _people.Remove(stream.UserName);
            foreach (var subject in stream.Subjects)
                if (_watched[subject] is var watching && watching.Remove(stream) && watching.Count == 0) _watched.Remove(subject);
        }
    }

    /// <summary>Tells every page whose subject has another mark than it has shown.</summary>
    public void Tell(IEnumerable<(LiveSubject Subject, string Mark)> marks)
    {
        lock (_gate)
        {
            foreach (var (subject, mark) in marks)
                if (_watched.TryGetValue(subject, out var watching))
                    foreach (var stream in watching) stream.Tell(subject, mark);
        }
    }

    public void Beat()
    {
        lock (_gate)
        {
            foreach (var stream in _streams) stream.Beat();
        }
    }

    /// <summary>Ends the streams whose time is over.</summary>
    public void EndOver(DateTimeOffset now)
    {
        lock (_gate)
        {
            foreach (var stream in _streams)
                if (stream.Until <= now) stream.End();
        }
    }

    /// <summary>The node shuts down: every page is told to look elsewhere, and so is whoever comes from now on.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            foreach (var stream in _streams) stream.End();
        }
    }
}
