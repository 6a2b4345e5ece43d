using OneWindow.Domain.Calendars;
using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Activities;

/// <summary>Inputs that several activities of a case share, declared once.</summary>
internal sealed record CaseInputs
{
    public static readonly InputDescriptor Title = new("title", DataType.String, new("名称", "Title"), IsRequired: true);
    public static readonly InputDescriptor TitleEn = new("titleEn", DataType.String, new("英文名称", "Title in English"));
    public static readonly InputDescriptor ResidentText = new("residentText", DataType.String, new("给办事人看的话", "What the resident reads meanwhile"));
    public static readonly InputDescriptor ResidentTextEn = new("residentTextEn", DataType.String, new("给办事人看的话（英文）", "What the resident reads meanwhile, in English"));
    public static readonly InputDescriptor Body = new("body", DataType.String, new("承办单位代码", "Code of the body that must act"), IsRequired: true)
    { Example = "\"federation-disabled\"" };
    public static readonly InputDescriptor Role = new("role", DataType.String, new("岗位", "Role within the body"))
    { Options = ["clerk", "handler", "approver", "supervisor"] };
    public static readonly InputDescriptor Limit = new("limit", DataType.String, new("时限，如 7wd、5d、48h、1m", "Limit, such as 7wd, 5d, 48h, 1m"))
    { Example = "\"7wd\"" };
    public static readonly InputDescriptor Basis = new("basis", DataType.String, new("时限性质", "What the limit rests on"))
    { Options = ["statute", "national-rule", "local-rule", "by-analogy", "customary"] };
    public static readonly InputDescriptor Source = new("source", DataType.String, new("依据", "Where the rule is written"));

    /// <summary>A text with its English; the Chinese stands in where there is none.</summary>
    public static BilingualText? Bilingual(ActivityContext context, InputDescriptor zh, InputDescriptor en) =>
        context.Text(zh) is { } text ? new BilingualText(text, context.Text(en) ?? text) : null;

    /// <summary>The title, or the display text where the definition gives none.</summary>
    public static BilingualText TitleOf(ActivityContext context) =>
        Bilingual(context, Title, TitleEn) ?? new BilingualText(context.Node.Definition.DisplayText, context.Node.Definition.DisplayText);

    /// <summary>The limit with its basis; null where there is none.</summary>
    public static LimitTerms? Terms(ActivityContext context) =>
        context.Text(Limit) is { } text && Domain.Calendars.Limit.TryParse(text, out var limit)
            ? new LimitTerms(limit, context.Text(Basis) ?? "customary", context.Text(Source))
            : null;

    /// <summary>The instant at which a limit that starts now is over.</summary>
    public static DateTimeOffset? EndOf(ActivityContext context, LimitTerms? terms) =>
        terms is null ? null : DeadlineCalculator.DueAt(context.Facts.Calendar, terms.Limit, context.Now, [], context.Now);

    /// <summary>Reports a literal limit that cannot be read.</summary>
    public static void CheckLimit(PlanNode node, InputReader reader, InputDescriptor input)
    {
        var inputs = node.Activity.Descriptor.Inputs;
        for (var i = 0; i < inputs.Count; i++)
            if (ReferenceEquals(inputs[i], input) && node.Inputs[i] is LiteralInput { Value.IsNullish: false } literal && !Domain.Calendars.Limit.TryParse(literal.Value.AsText, out _))
                reader.Report("OW111-bad-limit", input.Name, $"“{literal.Value.AsText}” is not a limit; write 7wd, 5d, 48h or 1m.", 0);
    }
}
