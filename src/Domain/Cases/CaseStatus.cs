namespace OneWindow.Domain.Cases;

/// <summary>Where a case is in its life, the same for every service.</summary>
public enum CaseStatus
{
    /// <summary>Answers are being gathered; no limit runs.</summary>
    Draft,

    /// <summary>Accepted at a window; no body has answered yet.</summary>
    Registered,

    /// <summary>At least one body has answered.</summary>
    InProgress,

    /// <summary>The case's clock stands still: supplement, assessment or public notice.</summary>
    Paused,

    /// <summary>Over, with a result. Nothing opens a closed case but a reopening.</summary>
    Closed,
}
