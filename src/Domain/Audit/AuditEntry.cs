namespace OneWindow.Domain.Audit;

/// <summary>What to write down: who did what, where.</summary>
/// <param name="Actor">User name, or "system" for what time did, or "applicant".</param>
/// <param name="ActorBody">The body for which the actor acted; null for the system.</param>
/// <param name="Action">Kebab-case verb: registered, completed, lapsed, returned, stage-entered.</param>
/// <param name="DetailJson">Facts as JSON, never an identity number or a phone.</param>
public sealed record AuditFact(
    string Actor, string? ActorBody, string Action, string? ActivityId = null, string? DetailJson = null)
{
    /// <summary>Stands where a user name would, for what time or the product does by itself.</summary>
    public const string System = "system";
}

/// <summary>One thing that happened. Rows are added, never changed.</summary>
public sealed class AuditEntry
{
    private AuditEntry()
    {
    }

    public Guid Id { get; private set; }
    public Guid? CaseId { get; private set; }

    /// <summary>1, 2, 3 … within a case without a gap; 0 for what belongs to no case.</summary>
    public int Sequence { get; private set; }

    public DateTimeOffset At { get; private set; }
    public string Actor { get; private set; } = "";
    public string? ActorBody { get; private set; }
    public string Action { get; private set; } = "";
    public string? ActivityId { get; private set; }
    public string? DetailJson { get; private set; }

    /// <summary>Something that belongs to no case: a sign-in, a publication, a clock moved.</summary>
    public static AuditEntry General(AuditFact fact, DateTimeOffset now) => Create(null, 0, fact, now);

    internal static AuditEntry OfCase(Guid caseId, int sequence, AuditFact fact, DateTimeOffset now) =>
        Create(caseId, sequence, fact, now);

    private static AuditEntry Create(Guid? caseId, int sequence, AuditFact fact, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        CaseId = caseId,
        Sequence = sequence,
        At = now,
        Actor = fact.Actor,
        ActorBody = fact.ActorBody,
        Action = fact.Action,
        ActivityId = fact.ActivityId,
        DetailJson = fact.DetailJson,
    };
}
