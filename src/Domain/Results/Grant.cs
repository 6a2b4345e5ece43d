namespace OneWindow.Domain.Results;

/// <summary>An entry of the ledger: money or goods granted, or taken back. Grants of one cause to one person are found across bodies by the blind index.</summary>
public sealed class Grant
{
    private Grant()
    {
    }

    public Grant(Guid id, Guid caseId, decimal amount, string cause, string body, string applicantIndex, DateTimeOffset grantedAt) =>
        (Id, CaseId, Amount, Cause, Body, ApplicantIndex, GrantedAt) = (id, caseId, amount, cause, body, applicantIndex, grantedAt);

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }

    /// <summary>Yuan, to the fen; below zero where it takes an earlier grant back.</summary>
    public decimal Amount { get; private set; }

    public string Cause { get; private set; } = "";

    /// <summary>The body that pays.</summary>
    public string Body { get; private set; } = "";

    /// <summary>Blind index of the applicant's identity number.</summary>
    public string ApplicantIndex { get; private set; } = "";

    public DateTimeOffset GrantedAt { get; private set; }

    /// <summary>The grant that this entry takes back; null for a grant.</summary>
    public Guid? ReversesId { get; private init; }

    public bool IsReversal => ReversesId is not null;

    /// <summary>
    /// The counter-entry that takes the grant back. The ledger is never rewritten: its sums, caps and budgets come right
    /// by adding up.
    /// </summary>
    public Grant Reversal(DateTimeOffset at) =>
        new(Guid.CreateVersion7(at), CaseId, -Amount, Cause, Body, ApplicantIndex, at) { ReversesId = Id };
}
