namespace OneWindow.Domain.Aid;

/// <summary>The joint office lets a case have aid that another body has granted for the same cause before. Never changed.</summary>
public sealed class AidPermit
{
    public const int MaxReasonLength = 500;

    private AidPermit()
    {
    }

    public AidPermit(Guid caseId, string reason, string permittedBy, DateTimeOffset permittedAt) =>
        (CaseId, Reason, PermittedBy, PermittedAt) = (caseId, reason, permittedBy, permittedAt);

    public Guid CaseId { get; private set; }
    public string Reason { get; private set; } = "";

    /// <summary>User name.</summary>
    public string PermittedBy { get; private set; } = "";

    public DateTimeOffset PermittedAt { get; private set; }
}
