using System.Text.Json.Nodes;
using OneWindow.Domain.Organisations;
using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions;
using OneWindow.Workflows.Expressions.JavaScript;

namespace OneWindow.Workflows.Activities;

/// <summary>A kind of body, and the level at which to look for it first.</summary>
internal sealed record RouteTarget(string Kind, AreaLevel Level);

/// <summary>One row of a routing table (一家牵头、多家进入): for these facts this kind of body leads and those join.</summary>
/// <param name="Number">Its place in the table, from 1, as findings name it.</param>
/// <param name="When">The facts it is for; null for all.</param>
/// <param name="Within">The areas it is for, with all that lies in them; empty for every area.</param>
/// <param name="With">The bodies that join the lead.</param>
/// <param name="Why">The reason in words; null where the definition gives none.</param>
internal sealed record RouteRow(int Number, Script? When, IReadOnlyList<string> Within, RouteTarget Lead, IReadOnlyList<RouteTarget> With, BilingualText? Why)
{
    public bool Covers(string area, OrganisationDirectory organisations) => Within.Count == 0 || Within.Any(outer => organisations.IsWithin(area, outer));

    public bool Holds(RouteFacts facts) => When is null || When.Run(facts).AsBoolean;
}

/// <summary>What a condition of a row may look at: the applicant and the answers of the form. Nothing else, so that all cases can be gone through.</summary>
internal sealed class RouteFacts(Value applicant, Value form) : IScriptHost
{
    public static IReadOnlyList<string> Names { get; } = ["applicant", "form"];

    /// <summary>Conditions know no clock: the same facts route alike on every day.</summary>
    public DateTimeOffset Now => DateTimeOffset.UnixEpoch;

    public double NextRandom() => 0;

    public bool TryGetGlobal(string name, out Value value)
    {
        value = name switch { "applicant" => applicant, "form" => form, _ => Value.Undefined };
        return !value.IsUndefined;
    }

    /// <summary>The facts of a case, from the input that its workflow was given.</summary>
    public static RouteFacts Of(Func<string, Value> input) => new(Object(input("Applicant")), Object(input("Form")));

    private static Value Object(Value value) => value.AsObject is null ? Value.NewObject() : value;
}

/// <summary>The rows of a routing step, as its definition writes them.</summary>
internal static class RouteTable
{
    /// <summary>The row for these facts; the first where several hold, null where none does, which a proof excludes before a definition is published.</summary>
    public static RouteRow? RowFor(IReadOnlyList<RouteRow> rows, RouteFacts facts, string area, OrganisationDirectory organisations)
    {
        foreach (var row in rows)
            if (row.Covers(area, organisations) && row.Holds(facts)) return row;
        return null;
    }

    public static IReadOnlyList<RouteRow> Read(PlanNode node, InputReader reader)
    {
        if (node.Definition.Property("rows") is not { } property) return [];
        var rows = new List<RouteRow>();
        if (property is not JsonArray list || list.Count == 0) return reader.Report<IReadOnlyList<RouteRow>>("OW120-bad-route", "rows", "A routing table is a list of rows {when,kind,level}.", []);
        for (var i = 0; i < list.Count; i++)
            if (Row(list[i] as JsonObject, i, reader) is { } row) rows.Add(row);
        return rows;
    }

    private static RouteRow? Row(JsonObject? json, int index, InputReader reader)
    {
        var place = $"rows[{index}]";
        if (json is null || Target(json) is not { } lead)
            return reader.Report<RouteRow?>("OW120-bad-route", place, "A row names the kind of body that leads and the level at which to look for it first.", null);
        var with = (json["with"] as JsonArray ?? []).Select(w => Target(w as JsonObject)).ToList();
        if (with.Contains(null)) return reader.Report<RouteRow?>("OW120-bad-route", $"{place}.with", "Each body that joins is named by kind and level.", null);
        var when = WorkflowDefinition.Text(json, "when") is { } condition ? reader.ParseScript(condition, $"{place}.when") : null;
        if (when?.FreeNames.FirstOrDefault(n => !RouteFacts.Names.Contains(n, StringComparer.Ordinal)) is { } unknown)
            return reader.Report<RouteRow?>("OW120-bad-route", $"{place}.when", $"A row looks at applicant and form alone, not at “{unknown}”.", null);
        var within = (json["within"] as JsonArray ?? []).Select(a => a?.ToString() ?? "").ToList();
        var why = WorkflowDefinition.Text(json, "why") is { } reason ? new BilingualText(reason, WorkflowDefinition.Text(json, "whyEn") ?? reason) : null;
        return new RouteRow(index + 1, when, within, lead, with!, why);
    }

    private static RouteTarget? Target(JsonObject? json) =>
        json is not null && WorkflowDefinition.Text(json, "kind") is { Length: > 0 } kind && AreaLevels.TryParse(WorkflowDefinition.Text(json, "level"), out var level)
            ? new RouteTarget(kind, level)
            : null;
}
