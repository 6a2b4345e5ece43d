using System.Text.Json;
using OneWindow.Domain.Errors;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions;
using OneWindow.Workflows.Tests.Conformance;
using OneWindow.Workflows.Tests.Execution;

namespace OneWindow.Workflows.Tests.Generated;

/// <summary>
/// Plays a workflow to its end with stimuli drawn at random, its state written and read back after every burst, and
/// looks after each burst that nothing is stuck, lost or done twice.
/// </summary>
internal sealed class Play
{
    private const int MostBursts = 600;

    private readonly Random _random;
    private readonly Plan _plan;
    private readonly EngineFacts _facts;
    private readonly StartStimulus _start;
    private readonly List<(Stimulus Stimulus, DateTimeOffset At)> _stimuli = [];
    private readonly List<string> _transcript = [];
    private readonly HashSet<string> _opened = new(StringComparer.Ordinal);
    private readonly HashSet<string> _closed = new(StringComparer.Ordinal);
    private DateTimeOffset _now = Chart.Noon;

    /// <param name="cancelsAfter">Bursts after which the workflow is withdrawn; null to play to the end.</param>
    public Play(Definition definition, int seed, int? cancelsAfter = null)
    {
        _random = new Random(seed);
        (_plan, _facts) = definition.Compile();
        _start = new StartStimulus(new Dictionary<string, Value>(StringComparer.Ordinal)) { Mode = definition.Mode, Incidents = definition.Policy };
        State = Take(Engine.Start(_plan, _start, _now, _facts), null);
        while (State.IsAlive)
        {
            Assert.True(_stimuli.Count < MostBursts, "it does not end");
            Move(_stimuli.Count == cancelsAfter ? new CancelStimulus("withdrawn") : Next());
        }
        Assert.Equal(_opened.Order(StringComparer.Ordinal), _closed.Order(StringComparer.Ordinal));
        Assert.Empty(State.Bookmarks);
    }

    public WorkflowState State { get; private set; }

    public Dictionary<string, int> Lines { get; } = new(StringComparer.Ordinal);

    public int Bursts => _stimuli.Count;

    /// <summary>The same stimuli once more, straight through, without writing the state down.</summary>
    public void CheckRepeat()
    {
        var result = Engine.Start(_plan, _start, Chart.Noon, _facts);
        Assert.Equal(_transcript[0], Text(result));
        for (var i = 0; i < _stimuli.Count; i++)
        {
            result = Engine.Advance(_plan, result.State, _stimuli[i].Stimulus, _stimuli[i].At, _facts);
            Assert.Equal(_transcript[i + 1], Text(result));
        }
    }

    private void Move(Stimulus stimulus)
    {
        var before = StateJson.Write(State);
        _stimuli.Add((stimulus, _now));
        var result = Engine.Advance(_plan, State, stimulus, _now, _facts);
        Assert.Equal(before, StateJson.Write(State));
        State = Take(result, stimulus);
        if (stimulus is AnswerStimulus or TimerStimulus)
        {
            var refusal = Assert.Throws<RefusedException>(() => Engine.Advance(_plan, State, stimulus, _now, _facts));
            Assert.Equal(State.IsAlive ? "bookmark-gone" : "workflow-ended", refusal.Code);
        }
    }

    private WorkflowState Take(BurstResult result, Stimulus? stimulus)
    {
        _transcript.Add(Text(result));
        if (stimulus is TimerStimulus timer) Assert.True(_closed.Add($"timer {timer.BookmarkId}"));
        foreach (var effect in result.Effects)
        {
            if (effect is WriteLine line) Lines[line.Text] = Lines.GetValueOrDefault(line.Text) + 1;
            if (Opens(effect) is { } opened) Assert.True(_opened.Add(opened), $"{opened} is opened twice");
            if (Closes(effect) is { } closed) Assert.True(_closed.Add(closed), $"{closed} is closed twice");
        }
        var state = StateJson.Read(StateJson.Write(result.State));
        Assert.True(!state.IsAlive || state.Bookmarks.Count > 0 || state.Incidents.Count > 0, "it is stuck");
        return state;
    }

    private Stimulus Next()
    {
        var pick = _random.Next(State.Bookmarks.Count + State.Incidents.Count);
        if (pick >= State.Bookmarks.Count) return new RetryStimulus(State.Incidents[pick - State.Bookmarks.Count].Id, _random.Next(4) == 0 ? null : Outcome.DonePort);
        var bookmark = State.Bookmarks[pick];
        switch (bookmark.Kind)
        {
            case BookmarkKind.Timer:
                _now = _now > bookmark.DueAt ? _now : bookmark.DueAt!.Value;
                return new TimerStimulus(bookmark.Id);
            case BookmarkKind.Event:
                return new EventStimulus(bookmark.EventName!, Value.Null);
            default:
                return new AnswerStimulus(bookmark.Id, Answer(bookmark), null, Value.Null);
        }
    }

    /// <summary>Loops are gone round again less and less often, so that every play ends.</summary>
    private string Answer(Bookmark bookmark)
    {
        var instance = State.Instances.Single(i => i.Id == bookmark.InstanceId);
        var plan = instance.Scope is { } scope ? _facts.Workflows!.Find(State.Scopes!.Single(s => s.Id == scope).DefinitionId)! : _plan;
        var node = plan.Find(instance.Node)!;
        var outcomes = node.Activity.OutcomesOf(node);
        return _stimuli.Count > MostBursts / 4 && outcomes.Contains("out", StringComparer.Ordinal) ? "out" : outcomes[_random.Next(outcomes.Count)];
    }

    private static string? Opens(Effect effect) => effect switch
    {
        OpenWorkItem item => $"item {item.BookmarkId}",
        StartTimer timer => $"timer {timer.BookmarkId}",
        PauseClock pause => $"pause {pause.BookmarkId}",
        _ => null,
    };

    private static string? Closes(Effect effect) => effect switch
    {
        CloseWorkItem item => $"item {item.BookmarkId}",
        CancelTimer timer => $"timer {timer.BookmarkId}",
        ResumeClock pause => $"pause {pause.BookmarkId}",
        _ => null,
    };

    private static string Text(BurstResult result) =>
        string.Join('\n', StateJson.Write(result.State), StateJson.Write(result.Journal), JsonSerializer.Serialize(result.Effects));
}
