namespace OneWindow.Domain.Cases;

/// <summary>
/// A body takes part in a case. Staff see a case because of this row and of nothing else. It repeats what lists are
/// sorted and narrowed by, so that the first page of a village that has twenty cases does not read through a county's million.
/// </summary>
public sealed class CaseBody
{
    private CaseBody()
    {
    }

    public CaseBody(CaseFile file, string body) =>
        (CaseId, Body, ServiceKey, RegisteredAt, Number) = (file.Id, body, file.ServiceKey, file.RegisteredAt, file.Number);

    public Guid CaseId { get; private set; }
    public string Body { get; private set; } = "";

    /// <summary>Empty in a row that an older build wrote, until the next start copies it from the case.</summary>
    public string ServiceKey { get; private set; } = "";

    public DateTimeOffset RegisteredAt { get; private set; }
    public string Number { get; private set; } = "";
}
