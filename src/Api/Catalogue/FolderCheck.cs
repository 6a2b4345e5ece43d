using System.Text.Json;
using OneWindow.Api.Features.Due;
using OneWindow.Domain.Aid;
using OneWindow.Domain.Calendars;
using OneWindow.Domain.Catalogue;
using OneWindow.Domain.Errors;
using OneWindow.Domain.Organisations;
using OneWindow.Workflows.Activities;
using OneWindow.Workflows.Analysis;
using OneWindow.Workflows.Analysis.Routing;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions.JavaScript;

namespace OneWindow.Api.Catalogue;

/// <summary>Checks a configuration folder as a whole: documents, definitions, scenarios, routing.</summary>
internal sealed class FolderCheck(string folder, FlowchartMode mode = FlowchartMode.Counter, TimeProvider? clock = null)
{
    private readonly IWorkflowLibrary _library = ConfigurationFolder.Library(folder);
    private readonly List<string> _findings = [];
    private readonly List<string> _proofs = [];
    private readonly List<string> _warnings = [];

    /// <summary>What is wrong, a line each; empty where nothing is.</summary>
    public IReadOnlyList<string> Findings => _findings;

    /// <summary>What somebody must see to before long, a line each.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Whether each definition is sound, a line each.</summary>
    public IReadOnlyList<string> Proofs => _proofs;

    public int Definitions { get; private set; }
    public int Scenarios { get; private set; }
    public int Matters { get; private set; }
    public int Routes { get; private set; }

    /// <summary>Combinations of routing facts with areas that were gone through.</summary>
    public long Combinations { get; private set; }

    public void Run()
    {
        try
        {
            ConfigurationFolder.Read(folder);
        }
        catch (ConfigurationInvalidException e)
        {
            _findings.AddRange(e.Findings);
            return;
        }
        var facts = new EngineFacts(
            WorkCalendar.Parse(File.ReadAllText(Path.Combine(folder, "calendar.json"))),
            OrganisationDirectory.Parse(File.ReadAllText(Path.Combine(folder, "organisations.json"))), _library);
        var today = facts.Calendar.LocalDate((clock ?? TimeProvider.System).GetUtcNow());
        if (CalendarEnd.Warning(facts.Calendar, today) is { } warning) _warnings.Add(warning);
        CheckAid(facts.Organisations);
        var plans = new List<Plan>();
        foreach (var path in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
        {
            var workflow = Path.Combine(path, "workflow.json");
            if (File.Exists(Path.Combine(path, "service.json"))) Check(path, facts);
            else if (File.Exists(workflow) && CheckDefinition($"{Path.GetFileName(path)}/workflow.json", workflow) is { } plan) plans.Add(plan);
        }
        foreach (var matter in Directory.EnumerateFiles(folder, ConfigurationFolder.MatterFile, SearchOption.AllDirectories).Order(StringComparer.Ordinal)) CheckMatter(matter, plans);
    }

    /// <summary>How a matter fits its services was checked with the documents; here is what needs its workflow and its conditions.</summary>
    private void CheckMatter(string file, List<Plan> plans)
    {
        var name = $"{Path.GetFileName(Path.GetDirectoryName(file))}/{ConfigurationFolder.MatterFile}";
        var matter = ServiceDefinition.Parse(File.ReadAllText(file));
        Matters++;
        foreach (var part in matter.Parts.Where(p => p.When is not null)) CheckCondition(name, $"parts.{part.Key}.when", part.When!);
        foreach (var material in matter.Materials.Where(m => m.When is not null)) CheckCondition(name, $"materials.{material.Key}.when", material.When!);
        // A service's own workflow asks for its own facts; a matter waits for its parts and knows no more than a number and a window.
        if (plans.Find(p => p.Definition.DefinitionId == matter.Workflow) is not { } plan) return;
        if (!plan.Nodes.Any(n => n.Activity is AwaitParts)) _findings.Add($"{name}: workflow: “{matter.Workflow}” waits for no parts");
        foreach (var (step, result) in CaseResults.Of(plan))
            if (matter.Results.All(r => r.Key != result)) _findings.Add($"{name}: [{step}] of “{matter.Workflow}”: the matter has no result “{result}”");
    }

    private void Check(string path, EngineFacts facts)
    {
        var name = Path.GetFileName(path);
        var service = ServiceDefinition.Parse(File.ReadAllText(Path.Combine(path, "service.json")));
        foreach (var material in service.Materials.Where(m => m.When is not null)) CheckCondition($"{name}/service.json", $"materials.{material.Key}.when", material.When!);
        if (service.Guardian is { } guardian) CheckCondition($"{name}/service.json", "guardian.when", guardian.When);
        string[] reopening = [.. new[] { service.Aftercare.Reopen?.Step, service.Aftercare.Objections?.Step }.OfType<string>().Distinct()];
        if (CheckDefinition($"{name}/workflow.json", Path.Combine(path, "workflow.json"), reopening) is not { } plan) return;
        CheckReopening(name, plan, service, reopening);
        CheckConsents(name, plan, service, facts.Organisations);
        CheckRoutes(name, plan, service, facts.Organisations);
        foreach (var step in service.Clock.Escalation.Where(s => s.To != EscalationStep.Head && !facts.Organisations.Organisations.Any(o => o.Is(s.To))))
            _findings.Add($"{name}/service.json: escalation: there is no organisation of the kind {step.To}");
        CheckResults(name, plan, service);
        CheckScenarios(name, path, plan, service, facts);
    }

    /// <summary>Checks one definition by itself; gives its plan where it has no errors.</summary>
    /// <param name="reopening">Steps at which a closed case may go on.</param>
    public Plan? CheckDefinition(string name, string file, params IReadOnlyList<string> reopening)
    {
        var report = PublicationCheck.Of(File.ReadAllText(file), new SoundnessOptions { Mode = mode, ReopenAt = reopening }, _library);
        Definitions++;
        _findings.AddRange(report.Findings.Select(f => $"{name}: {f}"));
        if (report.Soundness is { } soundness) _proofs.Add($"{name}: {soundness.Verdict}");
        return report.HasErrors ? null : report.Plan;
    }

    private void CheckReopening(string name, Plan plan, ServiceDefinition service, IEnumerable<string> steps)
    {
        foreach (var step in steps)
            if (plan.Find(step) is null) _findings.Add($"{name}/service.json: reopen or objection: the workflow has no step “{step}”");
        foreach (var result in (service.Aftercare.Reopen?.Results ?? []).Concat(service.Aftercare.Objections?.Results ?? []).Distinct())
            if (service.Results.All(r => r.Key != result)) _findings.Add($"{name}/service.json: reopen or objection: the service has no result “{result}”");
    }

    /// <summary>Caps are of services, and budgets of bodies, that there are.</summary>
    private void CheckAid(OrganisationDirectory organisations)
    {
        var file = Path.Combine(folder, ConfigurationFolder.AidFile);
        if (!File.Exists(file)) return;
        var rules = AidRules.Parse(File.ReadAllText(file));
        foreach (var service in rules.Caps.Select(c => c.Service).OfType<string>().Distinct())
            if (!File.Exists(Path.Combine(folder, service, "service.json"))) _findings.Add($"{ConfigurationFolder.AidFile}: caps: there is no service “{service}”");
        foreach (var body in rules.Budgets.Select(b => b.Body).Distinct())
            if (organisations.Find(body) is null) _findings.Add($"{ConfigurationFolder.AidFile}: budgets: there is no organisation “{body}”");
    }

    /// <summary>A consent that names what is not there would never be asked for.</summary>
    private void CheckConsents(string name, Plan plan, ServiceDefinition service, OrganisationDirectory organisations)
    {
        foreach (var consent in service.Consents)
        {
            if (consent.Material is { } paper && service.Materials.All(m => m.Key != paper)) _findings.Add($"{name}/service.json: consents.{consent.Key}.material: no material “{paper}”");
            foreach (var step in consent.Steps.Where(s => plan.Find(s) is null)) _findings.Add($"{name}/service.json: consents.{consent.Key}.steps: no step “{step}”");
            foreach (var body in consent.Bodies.Where(b => !organisations.Organisations.Any(o => o.Code == b || o.Is(b)))) _findings.Add($"{name}/service.json: consents.{consent.Key}.bodies: no body or kind “{body}”");
        }
    }

    private void CheckCondition(string file, string place, string condition)
    {
        try
        {
            var unknown = Script.Parse(condition).FreeNames.FirstOrDefault(n => n is not ("applicant" or "form"));
            if (unknown is not null) _findings.Add($"{file}: {place}: unknown name “{unknown}”");
        }
        catch (ScriptException e)
        {
            _findings.Add($"{file}: {place}: line {e.Line}, column {e.Column}: {e.Message}");
        }
    }

    /// <summary>Every case must have exactly one lead body, wherever the applicant lives and whatever the form says.</summary>
    private void CheckRoutes(string name, Plan plan, ServiceDefinition service, OrganisationDirectory organisations)
    {
        var proof = RoutingProof.Of(plan, service.Form, organisations);
        _findings.AddRange(proof.Findings.Select(f => $"{name}/workflow.json: {f}"));
        Routes += proof.Routes;
        Combinations += proof.Combinations;
    }

    private void CheckResults(string name, Plan plan, ServiceDefinition service)
    {
        foreach (var (step, result) in CaseResults.Of(plan))
            if (!service.Results.Any(r => r.Key == result)) _findings.Add($"{name}/workflow.json: [{step}] the service has no result “{result}”");
    }

    private void CheckScenarios(string name, string path, Plan plan, ServiceDefinition service, EngineFacts facts)
    {
        var file = Path.Combine(path, "scenarios.json");
        if (!File.Exists(file))
        {
            _findings.Add($"{name}: there is no scenarios.json");
            return;
        }
        try
        {
            foreach (var scenario in Scenario.ReadAll(File.ReadAllText(file)))
            {
                Scenarios++;
                _findings.AddRange(ScenarioRunner.Run(plan, service, facts, scenario, mode).Failures.Select(f => $"{name}/scenarios.json: {scenario.Key}: {f}"));
            }
        }
        catch (JsonException e)
        {
            _findings.Add($"{name}/scenarios.json: {e.Message}");
        }
        catch (RefusedException e)
        {
            _findings.Add($"{name}/scenarios.json: {e.Message}");
        }
    }
}
