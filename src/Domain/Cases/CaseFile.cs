using OneWindow.Domain.Audit;
using OneWindow.Domain.Calendars;
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

    public IReadOnlyList<CaseMaterial> Materials { get; private set; } = [];

    /// <summary>The one notice of gaps; null while none was given.</summary>
    public GapNotice? Notice { get; private set; }

    /// <summary>When a later notice first named a gap that the first notice could have named (《行政许可法》第三十二条); null for never.</summary>
    public DateTimeOffset? GapsToldLateAt { get; private set; }

    /// <summary>What the applicant has agreed to let other bodies see; null for nothing.</summary>
    public IReadOnlyList<CaseConsent>? Consents { get; private set; }

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

    /// <summary>The limit with its extension.</summary>
    public Limit? Limit => LimitExtension.Total(LimitText, Extension);

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
        AwaitedYear = Limit is { } counted ? DeadlineCalculator.AwaitedYear(calendar, counted, RegisteredAt, DueAt) : null;
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
        if (material.State is MaterialState.Missing && Notice is { } told && Materials.Any(m => m.Key == material.Key && m.State is MaterialState.Provided))
            Notice = told with { Doubted = [.. (told.Doubted ?? []).Union([material.Key], StringComparer.Ordinal)] };
        Materials = [.. Materials.Select(m => m.Key == material.Key ? material : m)];
        Touch(now);
    }

    /// <summary>
    /// Gives the notice of gaps. Gaps are told once: a later notice adds nothing to the first, and where it names a paper
    /// that lay there before, the case is marked.
    /// </summary>
    /// <returns>What a later notice names and the first could have named; empty for the first.</returns>
    public IReadOnlyList<string> GiveNotice(IReadOnlyList<string> keys, DateTimeOffset now)
    {
        RefuseWhenClosed();
        if (Notice is not { } first)
        {
            Notice = new GapNotice(now, keys);
            Touch(now);
            return [];
        }

        string[] old = [.. keys.Where(k => first.Doubted?.Contains(k) is true)];
        Notice = first with { Doubted = null, Later = [.. first.Later ?? [], new LaterNotice(now, keys, old)] };
        if (old.Length > 0) GapsToldLateAt ??= now;
        Touch(now);
        return old;
    }

    /// <summary>Whether a consent holds: the last word on it counts, and before any word a signed paper stands for it.</summary>
    /// <param name="material">Key of that paper; null for none.</param>
    public bool HoldsConsent(string key, string? material) => Consents?.LastOrDefault(c => c.Key == key) is { } last
        ? last.WithdrawnAt is null
        : Materials.Any(m => m.Key == material && m.State is MaterialState.Provided);

    /// <summary>Notes that the applicant agreed, or for what reason staff go on without.</summary>
    public void NoteConsent(CaseConsent consent, DateTimeOffset now)
    {
        RefuseWhenClosed();
        Consents = [.. Consents ?? [], consent];
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
        if (anew) LiftCards();
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
