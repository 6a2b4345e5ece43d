namespace OneWindow.Domain.Results;

/// <summary>A certificate, decision or notice that was given to the applicant. Rows are added, never changed.</summary>
public sealed class IssuedResult
{
    private IssuedResult()
    {
    }

    public IssuedResult(Guid id, Guid caseId, string kind, (string Zh, string En) title, DateTimeOffset issuedAt) =>
        (Id, CaseId, Kind, TitleZh, TitleEn, IssuedAt) = (id, caseId, kind, title.Zh, title.En, issuedAt);

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }

    /// <summary>certificate, decision or notice.</summary>
    public string Kind { get; private set; } = "";

    public string TitleZh { get; private set; } = "";
    public string TitleEn { get; private set; } = "";

    /// <summary>Sealed: a disability certificate's number holds the identity number. Null for a result without one.</summary>
    public string? NumberSealed { get; init; }

    /// <summary>Last day of validity; null without end.</summary>
    public DateOnly? ValidUntil { get; init; }

    /// <summary>What is printed on it, sealed JSON; null for none.</summary>
    public string? DataSealed { get; init; }

    public DateTimeOffset IssuedAt { get; private set; }
}
