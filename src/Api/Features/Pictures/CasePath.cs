using OneWindow.Workflows.Pictures;

namespace OneWindow.Api.Features.Pictures;

/// <summary>A task of a case, as far as its way shows: where, answered how, and when.</summary>
/// <param name="Outcome">Key of the answer; null while open, and where it ended without one.</param>
/// <param name="ClosedAt">Null while open.</param>
internal sealed record PassedTask(string ActivityId, string? Outcome, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt);

/// <summary>The way of one case through a picture, read from its tasks.</summary>
internal sealed class CasePath
{
    private readonly FlowPicture _picture;
    private readonly Dictionary<PictureStep, List<PassedTask>> _visits;
    private readonly PictureStep? _end;
    private readonly HashSet<PictureStep> _ahead = [];

    /// <param name="result">The result that the case was closed with; null while it is open.</param>
    public CasePath(FlowPicture picture, IEnumerable<PassedTask> tasks, string? result)
    {
        _picture = picture;
        _visits = tasks.Select(t => (Step: picture.Find(t.ActivityId), Task: t)).Where(p => p.Step is not null)
            .GroupBy(p => p.Step!, p => p.Task).ToDictionary(g => g.Key, g => g.OrderBy(t => t.OpenedAt).ToList());
        _end = result is null ? null : EndOf(result);
        Taken = picture.Lines.Where(IsTaken).ToHashSet();
        if (result is not null) return;
        var open = new Queue<string>(From());
        while (open.TryDequeue(out var id))
            foreach (var line in picture.Lines.Where(l => l.From == id))
                if (picture.Steps.First(s => s.ActivityId == line.To) is var next && _ahead.Add(next)) open.Enqueue(next.ActivityId);
    }

    /// <summary>Lines that the case has gone.</summary>
    public IReadOnlySet<PictureLine> Taken { get; }

    public StepState StateOf(PictureStep step) =>
        step == _end ? StepState.Done
        : IsOpen(step) ? StepState.Now
        : _visits.ContainsKey(step) ? StepState.Done
        : _ahead.Contains(step) ? StepState.Ahead
        : StepState.Passed;

    /// <summary>Since when the step waits, or when it ended last.</summary>
    public DateTimeOffset? AtOf(PictureStep step) =>
        !_visits.TryGetValue(step, out var tasks) ? null
        : tasks.Find(t => t.ClosedAt is null) is { } open ? open.OpenedAt
        : tasks.Max(t => t.ClosedAt);

    private bool IsOpen(PictureStep step) => _visits.TryGetValue(step, out var tasks) && tasks.Exists(t => t.ClosedAt is null);

    /// <summary>Several steps may close with one result; the one that the last answer leads to is meant.</summary>
    private PictureStep? EndOf(string result)
    {
        var ends = _picture.Steps.Where(s => s.Result == result).ToList();
        var last = _visits.SelectMany(v => v.Value.Select(t => (v.Key, Task: t))).OrderBy(p => p.Task.ClosedAt).LastOrDefault();
        return ends.Find(e => _picture.Lines.Any(l => l.To == e.ActivityId && l.From == last.Key?.ActivityId && Fits(l, last.Task?.Outcome))) ?? (ends.Count > 0 ? ends[0] : null);
    }

    /// <summary>Where the case may go on from: where it waits, else where it was last, else the beginning.</summary>
    private IEnumerable<string> From()
    {
        var open = _visits.Keys.Where(IsOpen).Select(s => s.ActivityId).ToList();
        if (open.Count > 0) return open;
        return _visits.Count > 0 ? [_visits.MaxBy(v => v.Value.Max(t => t.ClosedAt)).Key.ActivityId] : _picture.Lines.Where(l => l.From is null).Select(l => l.To);
    }

    private bool IsTaken(PictureLine line)
    {
        var target = _picture.Steps.First(s => s.ActivityId == line.To);
        var later = _visits.GetValueOrDefault(target) ?? [];
        if (line.From is null) return later.Count > 0;
        if (_picture.Steps.FirstOrDefault(s => s.ActivityId == line.From) is not { } source || !_visits.TryGetValue(source, out var earlier)) return false;
        return earlier.Exists(t => t.ClosedAt is { } end && Fits(line, t.Outcome) && (target == _end || later.Exists(l => l.OpenedAt >= end)));
    }

    private static bool Fits(PictureLine line, string? outcome) => line.Answers.Count == 0 || line.Answers.Any(a => a.Key == outcome);
}
