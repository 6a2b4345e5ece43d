namespace OneWindow.Domain.Cases;

/// <summary>A body takes part in a case. Staff see a case because of this row and of nothing else.</summary>
public sealed class CaseBody
{
    private CaseBody()
    {
    }

    public CaseBody(Guid caseId, string body) => (CaseId, Body) = (caseId, body);

    public Guid CaseId { get; private set; }
    public string Body { get; private set; } = "";
}
