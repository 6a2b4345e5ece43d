namespace OneWindow.Domain.Cases;

/// <summary>
/// How far somebody has read the history of a case: what came after is news to them. One row for each person and case
/// that the person has opened. It says nothing about the case itself, and looking changes nothing of the case.
/// </summary>
public sealed class LastLook : IVersioned
{
    private LastLook()
    {
    }

    public LastLook(string userName, Guid caseId, int seen, DateTimeOffset at) =>
        (UserName, CaseId, Seen, At) = (userName, caseId, seen, at);

    public string UserName { get; private set; } = "";

    public Guid CaseId { get; private set; }

    /// <summary>Number of the case's last audit row that was there to be read.</summary>
    public int Seen { get; private set; }

    /// <summary>When the person last found something new there.</summary>
    public DateTimeOffset At { get; private set; }

    public int Version { get; private set; }

    /// <summary>The person has read on. Looking again where nothing came changes nothing.</summary>
    public void ReadOn(int seen, DateTimeOffset now)
    {
        if (seen > Seen) (Seen, At) = (seen, now);
    }
}
