using OneWindow.Domain.Errors;
using OneWindow.Workflows.Analysis.Diff;
using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Analysis.Replays;

/// <summary>The two runs of one past case.</summary>
internal sealed class ReplayPair(ReplayedRun was, ReplayedRun now, IReadOnlyDictionary<string, string>? map)
{
    private readonly List<ReplayFinding> _findings = [];
    private DateTimeOffset _at;

    public IReadOnlyList<ReplayFinding> Findings => _findings;

    public void Through(IReadOnlyList<PastStimulus> stimuli)
    {
        foreach (var (at, stimulus) in stimuli)
        {
            _at = at;
            if (stimulus is StartStimulus start)
            {
                was.Begin(start, at);
                now.Begin(start, at);
            }
            else if (!TryMove(stimulus)) return;
        }
        ReplayWords.ComparePaths(was.Path, now.Path, Mapped, _findings);
        ReplayWords.CompareEnds(was.Case, now.Case, _at, _findings);
    }

    public void Refused(RefusedException refused) => Add(ReplayVerdict.CannotFollow, null,
        $"不能重演：{refused.Message}", $"The case cannot be replayed: {refused.Message}");

    private string Mapped(string activityId) => map?.GetValueOrDefault(activityId) ?? activityId;

    private bool TryMove(Stimulus stimulus)
    {
        FireDue();
        var wait = was.Waits().FirstOrDefault(w => w.BookmarkId == BookmarkOf(stimulus));
        var twin = wait is null ? null : now.Find(Mapped(wait.ActivityId), wait.Ordinal);
        if (twin is not null && stimulus is not TimerStimulus) CompareLimits(wait!, twin);
        var translated = Translate(stimulus, twin);
        var early = stimulus is TimerStimulus && twin is not null && !now.Case.Timers.Any(t => t.BookmarkId == twin.BookmarkId && t.DueAt <= _at);
        var (refused, awaited) = (default(RefusedException), now.Waits().Select(w => w.Node).ToList());
        var isLapsed = stimulus is TimerStimulus && twin is null && wait is not null && now.Path.Exists(p => p.After?.Id == Mapped(wait.ActivityId));
        was.Send(stimulus, wait?.Node, _at);
        if (early || isLapsed) return true;
        if (translated is not null)
            try
            {
                now.Send(translated, twin?.Node, _at);
                return true;
            }
            catch (RefusedException e)
            {
                refused = e;
            }
        ReplayWords.ComparePaths(was.Path[..^1], now.Path, Mapped, _findings);
        CannotFollow(wait?.Node, refused, awaited);
        return false;
    }

    private void CannotFollow(PlanNode? step, RefusedException? refused, List<PlanNode> awaited)
    {
        var (zh, en) = step is null ? ("这一步", "this step") : (Words.Zh(step), Words.En(step));
        if (refused is not null) Add(ReplayVerdict.CannotFollow, step?.Id, $"{zh}的办理在新版本里不被接受：{refused.Message}", $"What was answered at {en} is not taken on the new version: {refused.Message}");
        else if (awaited.Count == 0) Add(ReplayVerdict.CannotFollow, step?.Id, $"办理{zh}时，新版本里已经没有等待的环节。", $"When {en} was answered, nothing waits on the new version any more.");
        else
            Add(ReplayVerdict.CannotFollow, step?.Id, $"办理{zh}时，新版本里等待的是{string.Join("、", awaited.Select(Words.Zh))}。",
                $"When {en} was answered, the new version waits at {string.Join(", ", awaited.Select(Words.En))} instead.");
    }

    /// <summary>Time answers on the new version by its own limits, unless it is about to answer the same step on both.</summary>
    private void FireDue()
    {
        while (now.Case.Timers.FirstOrDefault(t => t.DueAt <= _at && !IsPendingOnBoth(t)) is { BookmarkId: { } bookmark } due)
            now.Send(new TimerStimulus(bookmark), now.Find(bookmark)!.Node, due.DueAt > now.Case.Now ? due.DueAt : now.Case.Now);
    }

    private bool IsPendingOnBoth((DateTimeOffset DueAt, string BookmarkId) timer)
    {
        var wait = now.Find(timer.BookmarkId)!;
        return was.Case.Timers.Any(t => t.DueAt == timer.DueAt && was.Find(t.BookmarkId) is { } other && Mapped(other.ActivityId) == wait.ActivityId);
    }

    private void CompareLimits(Wait wait, Wait twin)
    {
        if (now.LateFrom(twin.BookmarkId) is not { } due || _at < due || was.LateFrom(wait.BookmarkId) <= _at) return;
        Add(ReplayVerdict.Late, wait.ActivityId, $"{Words.Zh(wait.Node)}当时按期办结，按新版本则已超期（应在 {due:yyyy-MM-dd HH:mm} 前办结）。",
            $"{Words.En(wait.Node)} was answered in time; on the new version it is late (due before {due:yyyy-MM-dd HH:mm}).");
    }

    /// <summary>The wait that the stimulus was for; null where it was for none.</summary>
    private string? BookmarkOf(Stimulus stimulus) => stimulus switch
    {
        AnswerStimulus answer => answer.BookmarkId,
        TimerStimulus timer => timer.BookmarkId,
        ReturnStimulus back => back.BookmarkId,
        EventStimulus @event => was.Case.State.Bookmarks.FirstOrDefault(b => b.Kind == BookmarkKind.Event && b.EventName == @event.EventName)?.Id,
        _ => null,
    };

    /// <summary>The same stimulus for the new version; null where nothing there waits for it.</summary>
    private Stimulus? Translate(Stimulus stimulus, Wait? twin) => stimulus switch
    {
        AnswerStimulus answer => twin is null ? null : answer with { BookmarkId = twin.BookmarkId },
        TimerStimulus timer => twin is null ? null : timer with { BookmarkId = twin.BookmarkId },
        ReturnStimulus back => twin is null ? null : back with { BookmarkId = twin.BookmarkId, ToActivityId = back.ToActivityId is { } to ? Mapped(to) : null },
        EventStimulus @event => BookmarkOf(@event) is not null && !now.Case.State.Bookmarks.Any(b => b.Kind == BookmarkKind.Event && b.EventName == @event.EventName) ? null : @event,
        RetryStimulus retry => Incident(retry) is { } id ? retry with { IncidentId = id } : null,
        _ => stimulus,
    };

    private string? Incident(RetryStimulus retry)
    {
        var activity = was.Case.Incidents.FirstOrDefault(i => i.Id == retry.IncidentId)?.ActivityId;
        return activity is null ? null : now.Case.Incidents.FirstOrDefault(i => i.ActivityId == Mapped(activity))?.Id;
    }

    private void Add(ReplayVerdict verdict, string? step, string zh, string en) => _findings.Add(new(verdict, step, _at, new(zh, en)));
}
