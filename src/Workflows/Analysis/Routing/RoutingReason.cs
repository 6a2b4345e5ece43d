using OneWindow.Domain.Organisations;
using OneWindow.Workflows.Activities;
using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Analysis.Routing;

/// <summary>Why a case came to a body: the row of its routing table, read again from state and definition.</summary>
public static class RoutingReason
{
    /// <summary>The reason of the row that sent the case to this body, as lead or to join; null where no table did.</summary>
    public static BilingualText? Of(Plan plan, WorkflowState state, OrganisationDirectory organisations, string body)
    {
        var inputs = new Dictionary<string, Expressions.Value>(state.Input, StringComparer.OrdinalIgnoreCase);
        var area = inputs.TryGetValue("Area", out var home) ? home.AsText : "";
        if (organisations.FindArea(area) is null) return null;
        var facts = RouteFacts.Of(name => inputs.GetValueOrDefault(name));
        foreach (var node in plan.Nodes.Where(n => n.Activity is RouteToBody))
            if (RouteTable.RowFor(RouteToBody.RowsOf(node), facts, area, organisations) is { Why: { } why } row
                && row.With.Prepend(row.Lead).Any(t => Leads(t, body, area, organisations))) return why;
        return null;
    }

    /// <summary>An employer's own body is known by itself: which employer it was, the state need not say.</summary>
    private static bool Leads(RouteTarget target, string body, string area, OrganisationDirectory organisations) =>
        (target.Level is AreaLevel.Enterprise && organisations.Find(body) is { Employer: not null } own && own.Is(target.Kind))
        || organisations.Route(target.Kind, target.Level, area).Body.Code == body;
}
