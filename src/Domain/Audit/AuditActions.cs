namespace OneWindow.Domain.Audit;

/// <summary>Actions of audit rows that are also read by program, not by people alone.</summary>
public static class AuditActions
{
    /// <summary>A task was opened; the row has its activity and the instant of its opening.</summary>
    public const string StepOpened = "step-opened";
}
