using OneWindow.Domain.Audit;
using OneWindow.Domain.Parties;

namespace OneWindow.Domain.Cases;

/// <summary>
/// One request for help from its registration to its end (办件). The workflow says what happens next; this record says
/// where the case is, what is known of it and until when it must be done.
/// </summary>
public sealed partial class CaseFile : IVersioned
{
    private CaseFile()
    {
    }

    public Guid Id { get; private set; }
    public string Number { get; private set; } = "";
    public string ServiceKey { get; private set; } = "";
    public int ServiceVersion { get; private set; }
    public string DefinitionId { get; private set; } = "";
    public int DefinitionVersion { get; private set; }
    public CaseStatus Status { get; private set; }

    /// <summary>A result key of the service, or withdrawn; null until closed.</summary>
    public string? Result { get; private set; }

    public string? StageActivityId { get; private set; }
    public string? StageZh { get; private set; }
    public string? StageEn { get; private set; }
    public string? StageResidentZh { get; private set; }
    public string? StageResidentEn { get; private set; }
    public DateTimeOffset? StageSince { get; private set; }

    public string ApplicantName { get; private set; } = "";
    public Gender ApplicantGender { get; private set; }
    public DateOnly ApplicantBirthDate { get; private set; }
    public string ApplicantIdNumberSealed { get; private set; } = "";
    public string ApplicantIdNumberIndex { get; private set; } = "";
    public string ApplicantPhoneSealed { get; private set; } = "";
    public string ApplicantPhoneIndex { get; private set; } = "";

    /// <summary>Code of the village or town where the applicant lives; the routing starts there.</summary>
    public string ApplicantArea { get; private set; } = "";

    public string? AgentName { get; private set; }
    public string? AgentIdNumberSealed { get; private set; }
    public string? AgentIdNumberIndex { get; private set; }
    public string? AgentPhoneSealed { get; private set; }
    public string? AgentPhoneIndex { get; private set; }
    public string? AgentRelation { get; private set; }
    public DateOnly? AgentMandateUntil { get; private set; }

    /// <summary>The filled form as JSON text.</summary>
    public string Form { get; private set; } = "{}";

    public string Channel { get; private set; } = "";
    public string Station { get; private set; } = "";
    public string RegisteredBy { get; private set; } = "";
    public DateTimeOffset RegisteredAt { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>How many audit rows the case has; the next one takes the next number.</summary>
    public int AuditCount { get; private set; }

    public int Version { get; private set; }

    public bool IsClosed => Status is CaseStatus.Closed;

    public static CaseFile Register(CaseRegistration registration)
    {
        var (applicant, agent) = (registration.Applicant, registration.Agent);
        return new CaseFile
        {
            Id = registration.Id,
            Number = registration.Number,
            ServiceKey = registration.ServiceKey,
            ServiceVersion = registration.ServiceVersion,
            DefinitionId = registration.DefinitionId,
            DefinitionVersion = registration.DefinitionVersion,
            Status = CaseStatus.Registered,
            ApplicantName = applicant.Name,
            ApplicantGender = applicant.Gender,
            ApplicantBirthDate = applicant.BirthDate,
            ApplicantIdNumberSealed = applicant.IdNumber.Cipher,
            ApplicantIdNumberIndex = applicant.IdNumber.Index,
            ApplicantPhoneSealed = applicant.Phone.Cipher,
            ApplicantPhoneIndex = applicant.Phone.Index,
            ApplicantArea = applicant.Area,
            AgentName = agent?.Name,
            AgentIdNumberSealed = agent?.IdNumber.Cipher,
            AgentIdNumberIndex = agent?.IdNumber.Index,
            AgentPhoneSealed = agent?.Phone?.Cipher,
            AgentPhoneIndex = agent?.Phone?.Index,
            AgentRelation = agent?.Relation,
            AgentMandateUntil = agent?.MandateUntil,
            Form = registration.Form,
            Materials = registration.Materials,
            Consents = registration.Consents is { Count: > 0 } consents ? consents : null,
            Channel = registration.Channel,
            Station = registration.Station,
            RegisteredBy = registration.RegisteredBy,
            RegisteredAt = registration.RegisteredAt,
            UpdatedAt = registration.RegisteredAt,
            LimitText = registration.Limit?.Limit.ToString(),
            LimitBasis = registration.Limit?.Basis,
            LimitSource = registration.Limit?.Source,
            Statutory = registration.Statutory,
            MatterId = registration.MatterId,
            Parts = registration.Parts,
        };
    }

    /// <summary>
    /// Says that something of the case changed, be it in another table or twice in one instant: the version moves on,
    /// so that the record is stored and guarded. What time did is dated at its due instant, which may lie behind.
    /// </summary>
    public void Touch(DateTimeOffset now) => (UpdatedAt, Version) = (now > UpdatedAt ? now : UpdatedAt, Version + 1);

    /// <summary>A body has answered: the case is under way.</summary>
    public void Advance(DateTimeOffset now)
    {
        RefuseWhenClosed();
        if (Status is CaseStatus.Registered) Status = CaseStatus.InProgress;
        Touch(now);
    }

    public void EnterStage(string activityId, string zh, string en, string? residentZh, string? residentEn, DateTimeOffset now)
    {
        RefuseWhenClosed();
        (StageActivityId, StageZh, StageEn) = (activityId, zh, en);
        (StageResidentZh, StageResidentEn, StageSince) = (residentZh, residentEn, now);
        Touch(now);
    }

    /// <summary>Refuses an act of the agent whose mandate does not cover the day.</summary>
    /// <param name="today">The local day of the act.</param>
    /// <exception cref="Errors.RefusedException"><c>agent-unknown</c> where nobody files for the applicant, <c>mandate-expired</c>.</exception>
    public void RequireAgent(DateOnly today)
    {
        if (AgentName is null) throw CaseErrors.AgentUnknown();
        if (AgentMandateUntil < today) throw CaseErrors.MandateExpired(AgentMandateUntil.Value);
    }

    /// <summary>Runs on by another version of its definition, after a checked migration.</summary>
    public void MoveTo(int definitionVersion) => DefinitionVersion = definitionVersion;

    /// <summary>Makes the case's next audit row; the caller stores it in the same transaction.</summary>
    public AuditEntry Audit(AuditFact fact, DateTimeOffset now)
    {
        Touch(now);
        return AuditEntry.OfCase(Id, ++AuditCount, fact, now);
    }

    private void RefuseWhenClosed()
    {
        if (IsClosed) throw CaseErrors.Closed(Number);
    }
}
