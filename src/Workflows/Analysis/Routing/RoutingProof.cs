using OneWindow.Domain.Forms;
using OneWindow.Domain.Organisations;
using OneWindow.Workflows.Activities;
using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Analysis.Routing;

/// <summary>
/// Proves that each case has exactly one lead body: for every area in which people live and every combination of the
/// facts that a routing step looks at. Nothing is sampled: the values of each fact fall into finitely many groups that no
/// condition tells apart, and one of each is tried with one of each other.
/// </summary>
public sealed class RoutingProof
{
    private const string Place = ".rows";

    private readonly OrganisationDirectory _organisations;
    private readonly FormSchema? _form;
    private readonly Plan _plan;
    private readonly List<Finding> _findings = [];
    private readonly List<Area> _areas;
    private readonly List<string> _employers;

    private RoutingProof(Plan plan, FormSchema? form, OrganisationDirectory organisations)
    {
        (_plan, _form, _organisations) = (plan, form, organisations);
        _areas = [.. organisations.Areas.Where(a => a.Level <= AreaLevel.Township)];
        _employers = [.. organisations.Organisations.Select(o => o.Employer).OfType<string>().Distinct(StringComparer.Ordinal)];
    }

    /// <summary>What is wrong, each with a case that shows it; empty where the proof stands.</summary>
    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>Kinds of bodies asked for, times areas.</summary>
    public int Routes { get; private set; }

    /// <summary>Combinations of facts gone through, times areas.</summary>
    public long Combinations { get; private set; }

    /// <summary>Proves all routing steps of a workflow and of those that it uses.</summary>
    /// <param name="form">The form of the service that runs it; null where none does, and then no answer can be looked at.</param>
    public static RoutingProof Of(Plan plan, FormSchema? form, OrganisationDirectory organisations)
    {
        var proof = new RoutingProof(plan, form, organisations);
        proof.Prove();
        return proof;
    }

    private void Prove()
    {
        foreach (var node in _plan.Nodes)
            if (node.Activity is WorkflowActivity used) Add(Of(used.Plan, null, _organisations));
            else if (node.Activity is RouteToBody) Prove(node);
    }

    private void Add(RoutingProof used)
    {
        _findings.AddRange(used._findings);
        Routes += used.Routes;
        Combinations += used.Combinations;
    }

    private void Prove(PlanNode node)
    {
        var rows = RouteToBody.RowsOf(node);
        var isOpen = rows.Count == 0 || node.Definition.Property("kind") is not null;
        if (isOpen && !ProveWritten(node)) return;
        foreach (var row in rows)
            foreach (var target in row.With.Prepend(row.Lead))
                ProveServed(node, target, area => row.Covers(area.Code, _organisations), $" (row {row.Number})");
        if (rows.Count > 0) ProveTable(node, rows, isOpen);
    }

    /// <summary>A kind that is worked out at run time may be any.</summary>
    private bool ProveWritten(PlanNode node)
    {
        if (WrittenInput.Of(node, "kind") is { } kind && Enum.TryParse(WrittenInput.Of(node, "level"), ignoreCase: true, out AreaLevel level))
        {
            ProveServed(node, new RouteTarget(kind, level), _ => true, "");
            return true;
        }
        Report("OW404-route-unproved", node, ".kind", "The kind and level are worked out at run time, so that nothing can be proved; write them, or give a table.");
        return false;
    }

    /// <summary>For every area, and at the level enterprise for every employer that has bodies of its own and for one that has none.</summary>
    private void ProveServed(PlanNode node, RouteTarget target, Func<Area, bool> isAsked, string where)
    {
        string?[] employers = target.Level is AreaLevel.Enterprise ? [null, .. _employers] : [null];
        foreach (var (area, employer) in _areas.Where(isAsked).SelectMany(_ => employers, (area, employer) => (area, employer)))
        {
            Routes++;
            if (_organisations.Route(target.Kind, target.Level, area.Code, employer: employer).FellBackToJointOffice)
                Report("OW403-route-nobody", node, where.Length == 0 ? ".kind" : Place, $"Nobody of the kind {target.Kind} serves {area.Name} ({area.Code}) at {target.Level.ToText()} level or above{where}.");
        }
    }

    private void ProveTable(PlanNode node, IReadOnlyList<RouteRow> rows, bool isOpen)
    {
        foreach (var row in rows)
            foreach (var code in row.Within.Where(c => _organisations.FindArea(c) is null))
                Report("OW120-bad-route", node, $"{Place}[{row.Number - 1}].within", $"There is no area {code}.");
        if (FactTable.Of(rows, _plan, _form) is not { } facts)
        {
            Report("OW404-route-unproved", node, Place, "A condition says more than comparisons of one fact with one constant, looks at a fact that is not declared or has no end of values, or the table has too many combinations.");
            return;
        }
        var regions = _areas.GroupBy(a => string.Concat(rows.Select(r => r.Covers(a.Code, _organisations) ? '1' : '0')), StringComparer.Ordinal).ToList();
        var shown = new HashSet<string>(StringComparer.Ordinal);
        foreach (var combination in facts.Combinations())
        {
            var holding = rows.Where(r => r.Holds(combination.Facts)).ToList();
            foreach (var region in regions)
            {
                Combinations += region.Count();
                var matching = holding.Where(r => region.Key[r.Number - 1] == '1').ToList();
                if (matching.Count == 1 || (matching.Count == 0 && isOpen)) continue;
                // One case for each set of rows is enough to see what is wrong.
                if (shown.Add(string.Join(',', matching.Select(r => r.Number)))) ReportCase(node, matching, combination, region.First());
            }
        }
    }

    private void ReportCase(PlanNode node, List<RouteRow> matching, FactCombination combination, Area area)
    {
        var where = $"{(combination.Words.Count == 0 ? "any case" : string.Join("; ", combination.Words))}; {area.Name} ({area.Code})";
        if (matching.Count == 0) Report("OW401-route-gap", node, Place, $"A case has no lead body: no row holds for {where}.");
        else Report("OW402-route-overlap", node, Place, $"A case has more than one lead body: rows {string.Join(" and ", matching.Select(r => r.Number))} hold for {where}.");
    }

    private void Report(string code, PlanNode node, string place, string message) =>
        _findings.Add(new(code, FindingSeverity.Error, node.Id, $"{node.Definition.JsonPath}{place}", message));
}
