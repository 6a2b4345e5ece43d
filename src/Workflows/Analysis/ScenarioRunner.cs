using System.Text.Json;
using System.Xml;
using OneWindow.Domain.Catalogue;
using OneWindow.Domain.Errors;
using OneWindow.Workflows.Analysis.Replays;
using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Analysis;

/// <summary>Plays scenarios through the real engine, in memory, and says what was not as expected.</summary>
public static class ScenarioRunner
{
    /// <summary>Plays one scenario.</summary>
    /// <param name="mode">How flowcharts run.</param>
    public static ScenarioResult Run(Plan plan, ServiceDefinition service, EngineFacts facts, Scenario scenario, FlowchartMode mode = FlowchartMode.Counter)
    {
        var play = new Play(service, facts, new SimulatedCase(plan, facts, service.CaseLimit?.Limit, mode));
        try
        {
            play.Through(scenario);
        }
        catch (RefusedException e)
        {
            play.Fail($"refused: {e.Code}: {e.Message}");
        }
        return new ScenarioResult(scenario.Key, play.Failures);
    }

    /// <summary>What moves the case of a scenario on this version, as a past case that other versions can be tried with.</summary>
    public static PastCase Record(Plan plan, ServiceDefinition service, EngineFacts facts, Scenario scenario)
    {
        var simulated = new SimulatedCase(plan, facts, service.CaseLimit?.Limit);
        new Play(service, facts, simulated).Through(scenario);
        return new PastCase(scenario.Key, simulated.Past) { Limit = service.CaseLimit?.Limit };
    }

    private sealed class Play(ServiceDefinition service, EngineFacts facts, SimulatedCase simulated)
    {
        private readonly List<string> _failures = [];
        private string _at = "register";

        public IReadOnlyList<string> Failures => _failures;

        public void Fail(string what) => _failures.Add($"{_at}: {what}");

        public void Through(Scenario scenario)
        {
            foreach (var error in service.Form.Validate(scenario.Register.Form, "form")) Fail($"{error.Path}: {error.Code}");
            foreach (var key in scenario.Register.Materials.Keys)
                if (!service.Materials.Any(m => m.Key == key)) Fail($"the service asks for no material “{key}”");
            simulated.Register(scenario.Register);
            for (var i = 0; i < scenario.Steps.Count && _failures.Count == 0; i++)
            {
                _at = $"step {i + 1}";
                Take(scenario.Steps[i]);
                foreach (var incident in simulated.Incidents) Fail($"incident at “{incident.ActivityId}”: {incident.Code}: {incident.Message}");
            }
            if (_failures.Count > 0) return;
            _at = "end";
            Compare(scenario.Expect);
            if (simulated.Result is null && scenario.Expect.Status is null) Fail("the case was not closed");
            if (simulated.Result is { } result && !service.Results.Any(r => r.Key == result)) Fail($"the service has no result “{result}”");
            if (simulated.Result is not null && simulated.OpenItems.Any()) Fail($"closed while “{simulated.OpenItems.First().Item.ActivityId}” is open");
        }

        private void Take(ScenarioStep step)
        {
            if (step.Step is { } activity) Answer(activity, step);
            else if (step.Advance is { } span) simulated.AdvanceTo(simulated.Now + XmlConvert.ToTimeSpan(span));
            else if (step.Return is { } from && Open(from) is { } item) simulated.Return(item, step.To);
            else if (step.Withdraw is not null) simulated.Withdraw();
            if (step.Expect is { } expectation) Compare(expectation);
        }

        /// <summary>The open item of an activity; where several bodies are asked, that of the named one.</summary>
        private OpenItem? Open(string activity, string? body = null)
        {
            var items = simulated.OpenItems.Where(i => i.Item.ActivityId == activity).ToList();
            var open = items.Find(i => items.Count == 1 || body is null || i.Item.Body == body);
            if (open is null) Fail($"“{activity}” is not open; open: {string.Join(", ", simulated.OpenItems.Select(i => i.Item.ActivityId))}");
            return open;
        }

        private void Answer(string activity, ScenarioStep step)
        {
            if (Open(activity, step.Body) is not { } open) return;
            _at = activity;
            if (step.Body is not null) Same("body", step.Body, open.Item.Body);
            if (step.Role is not null) Same("role", step.Role, open.Item.Role);
            if (step.DueOn is { } dueOn) Same("dueOn", dueOn, LastDay(open.DueAt));
            if (facts.Organisations.Find(open.Item.Body) is not { } body) Fail($"there is no body “{open.Item.Body}”");
            else if (!body.Roles.Contains(open.Item.Role, StringComparer.Ordinal)) Fail($"“{body.Code}” has nobody with the role {open.Item.Role}");
            simulated.Answer(open, step.Outcome ?? "", step.Opinion, step.Data);
        }

        /// <summary>A limit is over at the end of its last day, which is the first instant of the next.</summary>
        private DateOnly? LastDay(DateTimeOffset? dueAt) =>
            dueAt is { } instant ? facts.Calendar.LocalDate(instant.AddTicks(-1)) : null;

        private void Compare(ScenarioExpectation expected)
        {
            if (expected.Status is not null) Same("status", expected.Status, simulated.Status);
            if (expected.Result is not null) Same("result", expected.Result, simulated.Result);
            if (expected.Stage is not null) Same("stage", expected.Stage, simulated.Stage);
            if (expected.Paused is { } paused) Same("paused", paused, simulated.IsPaused);
            if (expected.Issued is { } issued) Same("issued", issued, simulated.Issued);
            if (expected.Granted is { } granted) Same("granted", granted, simulated.Granted);
            if (expected.Messages is { } messages) Same("messages", messages, simulated.Messages);
            if (expected.Open is not null) Lists("open", expected.Open, simulated.OpenItems.Select(i => i.Item.ActivityId));
            if (expected.Path is not null) Lists("path", expected.Path, simulated.Path);
            if (expected.FollowUps is not null) Lists("followUps", expected.FollowUps, simulated.FollowUps);
            if (expected.DueOn.ValueKind == JsonValueKind.Null) Same("dueOn", null, simulated.DueOn);
            else if (expected.DueOn.ValueKind == JsonValueKind.String) Same("dueOn", DateOnly.Parse(expected.DueOn.GetString()!), simulated.DueOn);
        }

        private void Same<T>(string what, T expected, T actual)
        {
            if (!EqualityComparer<T>.Default.Equals(expected, actual)) Fail($"{what} is {Shown(actual)}, expected {Shown(expected)}");
        }

        private void Lists<T>(string what, IEnumerable<T> expected, IEnumerable<T> actual)
        {
            var (wanted, found) = (string.Join(", ", expected.Select(Shown)), string.Join(", ", actual.Select(Shown)));
            if (wanted != found) Fail($"{what} is [{found}], expected [{wanted}]");
        }

        private static string Shown<T>(T value) => value is DateOnly date ? date.ToString("yyyy-MM-dd") : value?.ToString() ?? "nothing";
    }
}
