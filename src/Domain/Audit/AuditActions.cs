namespace OneWindow.Domain.Audit;

/// <summary>Actions of audit rows that are also read by program, not by people alone.</summary>
public static class AuditActions
{
    /// <summary>A task was opened; the row has its activity and the instant of its opening.</summary>
    public const string StepOpened = "step-opened";

    /// <summary>A later notice named a gap that the first could have named.</summary>
    public const string GapToldLate = "gap-told-late";
}
