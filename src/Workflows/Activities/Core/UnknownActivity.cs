namespace OneWindow.Workflows.Activities;

/// <summary>Stands in the plan for a type that no activity has; such a plan is never handed out.</summary>
internal sealed class UnknownActivity
{
    public static readonly Activity Instance = new End();
}
