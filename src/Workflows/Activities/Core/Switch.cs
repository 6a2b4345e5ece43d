using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Activities;

/// <summary>Runs the activity of the first case that holds, or of each that does; the default where none does.</summary>
public sealed class Switch : Activity, IPrepared
{
    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.Switch",
        new("多路选择", "Switch"), new("执行条件成立的活动，都不成立时执行默认活动。", "Runs the activities of the cases whose conditions hold, else the default."))
    { Inputs = [SwitchCases.Cases, SwitchCases.Mode], IsContainer = true, Ports = ["default"] };

    /// <inheritdoc/>
    public override Outcome Execute(ActivityContext context)
    {
        var matching = SwitchCases.Of(context.Node).Matching(context);
        if (matching.Count == 0 && context.Node.Child("default") is { } otherwise) context.Schedule(otherwise);
        foreach (var index in matching)
            if (context.Node.Child(PortOf(index)) is { } child) context.Schedule(child);
        return context.WhenNoneIsOpen();
    }

    /// <inheritdoc/>
    public override Outcome ChildCompleted(ActivityContext context, PlanNode child, Outcome outcome) => context.WhenNoneIsOpen();

    object IPrepared.Prepare(PlanNode node, InputReader reader) => SwitchCases.Read(node, reader);

    private static string PortOf(int index) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"cases[{index}]");
}
