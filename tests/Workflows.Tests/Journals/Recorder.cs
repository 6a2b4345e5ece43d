using System.Text.Json;
using System.Xml;
using OneWindow.Workflows.Analysis;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions;

namespace OneWindow.Workflows.Tests.Journals;

/// <summary>Drives an instance and keeps every burst. Time passes only where told; what falls due fires in order.</summary>
internal sealed class Recorder(Plan plan, DateTimeOffset start)
{
    private readonly List<RecordedBurst> _bursts = [];
    private DateTimeOffset _now = start;
    private WorkflowState _state = null!;

    public static RecordedRun Play(Plan plan, Scenario scenario)
    {
        var (at, registration) = (scenario.Register.At, scenario.Register);
        var recorder = new Recorder(plan, at);
        recorder.Start(CaseInput.Of("63262226090001", "recorded", registration.Area, registration.Station,
            registration.Applicant.Age, registration.Applicant.Gender, registration.Form, registration.Materials));
        foreach (var step in scenario.Steps)
        {
            if (step.Step is { } activity) recorder.Answer(activity, step.Outcome!, step.Opinion, step.Data);
            else if (step.Advance is { } span) recorder.Advance(XmlConvert.ToTimeSpan(span));
            else if (step.Return is { } from) recorder.Send(new ReturnStimulus(recorder.BookmarkOf(from), step.To));
            else if (step.Withdraw is not null) recorder.Send(new CancelStimulus("withdrawn"));
        }
        return recorder.Done(scenario.Key);
    }

    public RecordedRun Done(string name) => new(name, _bursts);

    public Recorder Start(IReadOnlyDictionary<string, Value>? input = null)
    {
        var stimulus = new StartStimulus(input ?? new Dictionary<string, Value>(StringComparer.Ordinal));
        return Keep(stimulus, Engine.Start(plan, stimulus, _now, Recording.Facts));
    }

    public Recorder Answer(string activity, string outcome, string? opinion = null, JsonElement data = default) =>
        Send(new AnswerStimulus(BookmarkOf(activity), outcome, opinion, data.ValueKind == JsonValueKind.Undefined ? Value.Null : Value.FromJson(data)));

    public Recorder Happen(string @event) => Send(new EventStimulus(@event, Value.Null));

    /// <summary>Does the task of this name, giving the name in capitals.</summary>
    public Recorder Do(string task) =>
        Send(new TaskStimulus(_state.Bookmarks.Single(b => b.Kind == BookmarkKind.Task && b.EventName == task).Id, task.ToUpperInvariant()));

    public Recorder Return(string activity, string? to) => Send(new ReturnStimulus(BookmarkOf(activity), to));

    public Recorder Retry(string? skipByPort) => Send(new RetryStimulus(_state.Incidents[0].Id, skipByPort));

    public Recorder Advance(TimeSpan span)
    {
        var until = _now + span;
        while (_state.Bookmarks.Where(b => b.DueAt <= until).MinBy(b => b.DueAt) is { DueAt: { } due } bookmark)
        {
            _now = due > _now ? due : _now;
            Send(new TimerStimulus(bookmark.Id));
        }
        _now = until;
        return this;
    }

    private Recorder Send(Stimulus stimulus) => Keep(stimulus, Engine.Advance(plan, _state, stimulus, _now, Recording.Facts));

    private string BookmarkOf(string activity)
    {
        var waiting = _state.Instances.Where(i => plan.Find(i.Node)!.Id == activity).Select(i => i.Id).ToHashSet();
        return _state.Bookmarks.First(b => waiting.Contains(b.InstanceId)).Id;
    }

    private Recorder Keep(Stimulus stimulus, BurstResult result)
    {
        _bursts.Add(RecordedBurst.Of(_now, stimulus, result));
        _state = StateJson.Read(StateJson.Write(result.State));
        return this;
    }
}
