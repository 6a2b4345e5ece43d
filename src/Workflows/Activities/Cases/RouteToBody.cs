using OneWindow.Domain.Organisations;
using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions;

namespace OneWindow.Workflows.Activities;

/// <summary>
/// Finds the body that must act: by kind, level and the applicant's area, climbing a level where there is none; the
/// joint office where nobody serves the area, so that no case is ever without an owner.
/// </summary>
public sealed class RouteToBody : Activity
{
    private static readonly InputDescriptor Kind = new("kind", DataType.String, new("单位类别", "Kind of body"), IsRequired: true);
    private static readonly InputDescriptor Level = new("level", DataType.String, new("层级", "Level at which to look first"), IsRequired: true)
    { Options = ["village", "township", "county", "city", "province"] };
    private static readonly InputDescriptor Area = new("area", DataType.String, new("区划代码，默认为申请人所在地", "Area code; the applicant's where empty"));
    private static readonly OutputDescriptor Result = new("result", DataType.String, new("单位代码", "Code of the body found"));

    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new("OneWindow.RouteToBody",
        new("确定承办单位", "Route to body"), new("按类别、层级和所在地找到承办单位，本级没有的逐级上找。", "Finds the body by kind, level and area, climbing where there is none."))
    { Inputs = [Kind, Level, Area], Outputs = [Result] };

    /// <inheritdoc/>
    public override Outcome Execute(ActivityContext context)
    {
        var kind = context.Text(Kind);
        if (kind is null || !Enum.TryParse(context.Text(Level), ignoreCase: true, out AreaLevel level)) return Outcome.Failed("route-input", "Routing needs a kind and a level.");
        var area = context.Text(Area) ?? context.WorkflowInput("Area").AsText;
        if (context.Facts.Organisations.FindArea(area) is null) return Outcome.Failed("area-unknown", "The applicant's area is not one of the configured areas.");
        var route = context.Facts.Organisations.Route(kind, level, area);
        context.SetOutput(Result, Value.From(route.Body.Code));
        context.Note(route.FellBackToJointOffice ? $"{route.Body.Code}!" : route.Body.Code);
        return Outcome.Done();
    }
}
