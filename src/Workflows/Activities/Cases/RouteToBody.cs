using OneWindow.Domain.Organisations;
using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions;

namespace OneWindow.Workflows.Activities;

/// <summary>
/// Finds the body that must act: by kind, level and the applicant's area, climbing a level where there is none; the
/// joint office where nobody serves the area, so that no case is ever without an owner. With a table the facts of the case
/// choose the lead body and those that join it; a proof shows that each case has exactly one lead.
/// </summary>
public sealed class RouteToBody : Activity, IPrepared
{
    private static readonly InputDescriptor Kind = new("kind", DataType.String, new("单位类别；有分派表的，表中没有相符行时用", "Kind of body; with a table, where none of its rows holds"))
    { Example = "\"trade-union\"" };
    private static readonly InputDescriptor Level = new("level", DataType.String, new("层级", "Level at which to look first"))
    { Options = ["enterprise", "village", "township", "county", "city", "province"] };
    private static readonly InputDescriptor Area = new("area", DataType.String, new("区划代码，默认为申请人所在地", "Area code; the applicant's where empty"));
    private static readonly InputDescriptor Employer = new("employer", DataType.String, new("申请人所在单位的统一社会信用代码；级别为 enterprise 时先找这个单位自己的", "Credit code of the applicant's employer, whose own body is looked for first at the level enterprise"))
    { Example = "\"91990000MA0000001B\"" };
    private static readonly InputDescriptor Rows = new("rows", DataType.Object, new("分派表 [{when,within,kind,level,with,why}]：按申请人和表单的情况确定牵头和协同单位", "Table [{when,within,kind,level,with,why}]: facts of applicant and form choose who leads and who joins"))
    { IsRaw = true, Example = """[{"when":"applicant.minor","kind":"youth-league","level":"county","why":"服务对象主要是青少年","with":[{"kind":"justice-bureau","level":"county"}]}]""" };
    private static readonly OutputDescriptor Result = new("result", DataType.String, new("单位代码", "Code of the body found"));
    private static readonly OutputDescriptor With = new("with", new DataType(BaseType.String, true, false), new("协同单位代码", "Codes of the bodies that join"));

    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new("OneWindow.RouteToBody",
        new("确定承办单位", "Route to body"), new("按类别、层级和所在地找到承办单位，本级没有的逐级上找。", "Finds the body by kind, level and area, climbing where there is none."))
    { Inputs = [Kind, Level, Area, Rows, Employer], Outputs = [Result, With] };

    internal override IReadOnlyList<string> ScriptNames => RouteFacts.Names;

    /// <inheritdoc/>
    public override Outcome Execute(ActivityContext context)
    {
        var (organisations, rows) = (context.Facts.Organisations, RowsOf(context.Node));
        var otherwise = Target(context.Text(Kind), context.Text(Level));
        if (rows.Count == 0 && otherwise is null) return Outcome.Failed("route-input", "Routing needs a kind and a level.");
        var area = context.Text(Area) ?? context.WorkflowInput("Area").AsText;
        if (organisations.FindArea(area) is null) return Outcome.Failed("area-unknown", "The applicant's area is not one of the configured areas.");
        var row = rows.Count == 0 ? null : RouteTable.RowFor(rows, RouteFacts.Of(context.WorkflowInput), area, organisations);
        var lead = row?.Lead ?? otherwise ?? new RouteTarget(OrganisationDirectory.JointOfficeKind, AreaLevel.Village);
        var employer = context.Text(Employer);
        var route = organisations.Route(lead.Kind, lead.Level, area, employer: employer);
        var joining = (row?.With ?? []).Select(w => organisations.Route(w.Kind, w.Level, area, employer: employer).Body.Code).Distinct(StringComparer.Ordinal).Where(code => code != route.Body.Code);
        context.SetOutput(With, Value.NewArray(joining.Select(code => Value.From(code))));
        context.SetOutput(Result, Value.From(route.Body.Code));
        context.Note($"{route.Body.Code}{(route.FellBackToJointOffice || (row ?? (object?)otherwise) is null ? "!" : "")}{(row is null ? "" : $" #{row.Number}")}");
        return Outcome.Done();
    }

    object IPrepared.Prepare(PlanNode node, InputReader reader)
    {
        var rows = RouteTable.Read(node, reader);
        if (node.Definition.Property("rows") is not null) return rows;
        foreach (var input in new[] { Kind, Level })
            if (ReferenceEquals(node.Inputs[Array.IndexOf([.. Descriptor.Inputs], input)], LiteralInput.Absent))
                reader.Report("OW104-missing-input", input.Name, $"The input “{input.Name}” is missing, and there is no table.", 0);
        return rows;
    }

    /// <summary>The table of a routing step; empty where it has none.</summary>
    internal static IReadOnlyList<RouteRow> RowsOf(PlanNode node) => (IReadOnlyList<RouteRow>)node.Prepared!;

    private static RouteTarget? Target(string? kind, string? level) =>
        kind is not null && Enum.TryParse(level, ignoreCase: true, out AreaLevel parsed) ? new RouteTarget(kind, parsed) : null;
}
