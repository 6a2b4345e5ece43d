using OneWindow.Domain.Cases;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Domain.Supervising;

/// <summary>What a supervisor does about a task (督办).</summary>
public enum SupervisoryActKind
{
    /// <summary>Asks its holder to see to it (催办).</summary>
    Chase,

    /// <summary>Says which body has to do it (指定).</summary>
    Assign,

    /// <summary>Tells the body above, without waiting for the limit (上报).</summary>
    Escalate,
}

/// <summary>
/// Something that the joint office, or the window that keeps the case, did about a task: who, when, why, and who was
/// told. The rows are the supervision ledger; they are added, never changed.
/// </summary>
public sealed class SupervisoryAct
{
    private SupervisoryAct()
    {
    }

    /// <param name="kind">What was done.</param>
    /// <param name="body">Whose task it was then.</param>
    /// <param name="toBody">Who was told of it.</param>
    /// <param name="by">User name.</param>
    /// <param name="byBody">The body for which that person acted; null for none.</param>
    /// <param name="note">What was written to it.</param>
    public SupervisoryAct(CaseFile file, WorkItem item, SupervisoryActKind kind, string body, string toBody, string by, string? byBody, string note, DateTimeOffset at)
    {
        (Id, At, Kind) = (Guid.CreateVersion7(at), at, kind);
        (CaseId, CaseNumber, WorkItemId) = (file.Id, file.Number, item.Id);
        (TitleZh, TitleEn) = (item.TitleZh, item.TitleEn);
        (Body, ToBody, By, ByBody, Note) = (body, toBody, by, byBody, note);
    }

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public string CaseNumber { get; private set; } = "";
    public Guid WorkItemId { get; private set; }
    public SupervisoryActKind Kind { get; private set; }
    public string TitleZh { get; private set; } = "";
    public string TitleEn { get; private set; } = "";

    /// <summary>Whose task it was then.</summary>
    public string Body { get; private set; } = "";

    /// <summary>Who was told: the same body, the one that has to do it now, or the one above.</summary>
    public string ToBody { get; private set; } = "";

    public string By { get; private set; } = "";
    public string? ByBody { get; private set; }
    public string Note { get; private set; } = "";
    public DateTimeOffset At { get; private set; }
}
