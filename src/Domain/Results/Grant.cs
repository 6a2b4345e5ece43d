namespace OneWindow.Domain.Results;

/// <summary>Money or goods granted. Grants of one cause to one person are found across bodies by the blind index.</summary>
public sealed class Grant
{
    private Grant()
    {
    }

    public Grant(Guid id, Guid caseId, decimal amount, string cause, string body, string applicantIndex, DateTimeOffset grantedAt) =>
        (Id, CaseId, Amount, Cause, Body, ApplicantIndex, GrantedAt) = (id, caseId, amount, cause, body, applicantIndex, grantedAt);

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }

    /// <summary>Yuan, to the fen.</summary>
    public decimal Amount { get; private set; }

    public string Cause { get; private set; } = "";

    /// <summary>The body that pays.</summary>
    public string Body { get; private set; } = "";

    /// <summary>Blind index of the applicant's identity number.</summary>
    public string ApplicantIndex { get; private set; } = "";

    public DateTimeOffset GrantedAt { get; private set; }
}
