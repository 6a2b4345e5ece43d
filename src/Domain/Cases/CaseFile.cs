using OneWindow.Domain.Audit;
using OneWindow.Domain.Calendars;
using OneWindow.Domain.Parties;

namespace OneWindow.Domain.Cases;

/// <summary>
/// One request for help from its registration to its end (办件). The workflow says what happens next; this record says
/// where the case is, what is known of it and until when it must be done.
/// </summary>
public sealed class CaseFile : IVersioned
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

    public IReadOnlyList<CaseMaterial> Materials { get; private set; } = [];

    /// <summary>The one notice of gaps; null while none was given.</summary>
    public GapNotice? Notice { get; private set; }

    public string Channel { get; private set; } = "";
    public string Station { get; private set; } = "";
    public string RegisteredBy { get; private set; } = "";
    public DateTimeOffset RegisteredAt { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }
    public string? ClosingReason { get; private set; }

    /// <summary>The limit as text ("16wd"); null where the service sets none.</summary>
    public string? LimitText { get; private set; }

    public string? LimitBasis { get; private set; }
    public string? LimitSource { get; private set; }
    public IReadOnlyList<CasePause> Pauses { get; private set; } = [];

    /// <summary>The instant from which the case is late; null while paused and where there is no limit.</summary>
    public DateTimeOffset? DueAt { get; private set; }

    /// <summary>When lateness was noticed; stays after the case is closed.</summary>
    public DateTimeOffset? OverdueAt { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>How many audit rows the case has; the next one takes the next number.</summary>
    public int AuditCount { get; private set; }

    public int Version { get; private set; }

    public Limit? Limit => LimitText is null ? null : Calendars.Limit.Parse(LimitText);

    public bool IsPaused => Pauses.Any(p => p.To is null);

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
            Channel = registration.Channel,
            Station = registration.Station,
            RegisteredBy = registration.RegisteredBy,
            RegisteredAt = registration.RegisteredAt,
            UpdatedAt = registration.RegisteredAt,
            LimitText = registration.Limit?.Limit.ToString(),
            LimitBasis = registration.Limit?.Basis,
            LimitSource = registration.Limit?.Source,
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

    /// <summary>The clock stands still until this bookmark resumes it; pauses may overlap, the same one starts once.</summary>
    public void Pause(string bookmarkId, string reasonZh, string reasonEn, DateTimeOffset now)
    {
        RefuseWhenClosed();
        if (Pauses.Any(p => p.BookmarkId == bookmarkId && p.To is null)) return;
        Pauses = [.. Pauses, new CasePause(bookmarkId, now, null, reasonZh, reasonEn)];
        (Status, DueAt) = (CaseStatus.Paused, null);
        Touch(now);
    }

    /// <summary>Ends the pause of this bookmark; the clock runs again when no other is left.</summary>
    public void ResumeClock(string bookmarkId, DateTimeOffset now)
    {
        if (!Pauses.Any(p => p.BookmarkId == bookmarkId && p.To is null)) throw CaseErrors.PauseUnknown(bookmarkId);
        Pauses = [.. Pauses.Select(p => p.BookmarkId == bookmarkId && p.To is null ? p with { To = now } : p)];
        if (Status is CaseStatus.Paused && !IsPaused) Status = CaseStatus.InProgress;
        Touch(now);
    }

    /// <summary>Counts the due instant anew from the limit, the calendar and every pause.</summary>
    public void CountDue(WorkCalendar calendar, DateTimeOffset now)
    {
        if (IsClosed) return;
        DueAt = Limit is { } limit
            ? DeadlineCalculator.DueAt(calendar, limit, RegisteredAt, LawPauses(), now)
            : null;
    }

    /// <summary>The pauses as the calculator takes them.</summary>
    public IReadOnlyList<Pause> LawPauses() => [.. Pauses.Select(p => new Pause(p.From, p.To, p.ReasonZh))];

    /// <summary>Notes that the limit has passed, once.</summary>
    public void MarkOverdue(DateTimeOffset now)
    {
        if (IsClosed || OverdueAt is not null) return;
        OverdueAt = now;
        Touch(now);
    }

    public void SetMaterial(CaseMaterial material, DateTimeOffset now)
    {
        RefuseWhenClosed();
        if (Materials.All(m => m.Key != material.Key)) throw CaseErrors.MaterialUnknown(material.Key);
        Materials = [.. Materials.Select(m => m.Key == material.Key ? material : m)];
        Touch(now);
    }

    /// <summary>Gives the notice of gaps. Gaps are told once: a later notice adds nothing to the first.</summary>
    /// <returns>False where a notice was given before.</returns>
    public bool GiveNotice(IReadOnlyList<string> keys, DateTimeOffset now)
    {
        RefuseWhenClosed();
        if (Notice is not null) return false;
        Notice = new GapNotice(now, keys);
        Touch(now);
        return true;
    }

    /// <summary>Ends the case. Open pauses end with it; the due instant stays as a fact where one was running.</summary>
    public void Close(string result, string? reason, DateTimeOffset now)
    {
        RefuseWhenClosed();
        Pauses = [.. Pauses.Select(p => p.To is null ? p with { To = now } : p)];
        (Status, Result, ClosedAt, ClosingReason) = (CaseStatus.Closed, result, now, reason);
        Touch(now);
    }

    /// <summary>Opens a closed case again, for a procedure that the caller has checked.</summary>
    /// <param name="anew">Its limit begins again; otherwise only the time in which it was closed does not count.</param>
    public void Reopen(bool anew, DateTimeOffset now)
    {
        if (!IsClosed) throw CaseErrors.NotClosed(Number);
        var (from, before) = anew ? (RegisteredAt, (IReadOnlyList<CasePause>)[]) : (ClosedAt!.Value, Pauses);
        Pauses = [.. before, new CasePause("reopened", from, now, "重新办理前不计", "Before the case was opened again")];
        if (anew) OverdueAt = null;
        (Status, Result, ClosedAt, ClosingReason) = (CaseStatus.InProgress, null, null, null);
        Touch(now);
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
