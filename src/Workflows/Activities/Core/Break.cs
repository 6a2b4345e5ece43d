using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Activities;

/// <summary>Leaves the nearest loop.</summary>
public sealed class Break : Activity
{
    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.Break",
        new("跳出循环", "Break"), new("离开最近的循环。", "Leaves the nearest loop."))
    { IsTerminal = true, OnlySteers = true };

    /// <inheritdoc/>
    public override Outcome Execute(ActivityContext context)
    {
        context.Break();
        return Outcome.Done();
    }
}
