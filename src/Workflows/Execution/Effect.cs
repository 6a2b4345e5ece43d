using System.Text.Json;
using System.Text.Json.Serialization;
using OneWindow.Domain.Calendars;

namespace OneWindow.Workflows.Execution;

/// <summary>
/// What a burst asks the host to do. The set is closed: the host applies every effect of a burst in the same
/// transaction that stores the new state, so the two can never disagree.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "effect")]
[JsonDerivedType(typeof(OpenWorkItem), "open-work-item")]
[JsonDerivedType(typeof(CloseWorkItem), "close-work-item")]
[JsonDerivedType(typeof(StartTimer), "start-timer")]
[JsonDerivedType(typeof(CancelTimer), "cancel-timer")]
[JsonDerivedType(typeof(SetStage), "set-stage")]
[JsonDerivedType(typeof(PauseClock), "pause-clock")]
[JsonDerivedType(typeof(ResumeClock), "resume-clock")]
[JsonDerivedType(typeof(ScheduleFollowUp), "schedule-follow-up")]
[JsonDerivedType(typeof(SendMessage), "send-message")]
[JsonDerivedType(typeof(IssueResult), "issue-result")]
[JsonDerivedType(typeof(GrantAid), "grant-aid")]
[JsonDerivedType(typeof(CloseCase), "close-case")]
[JsonDerivedType(typeof(WriteLine), "write-line")]
[JsonDerivedType(typeof(PublishEvent), "publish-event")]
[JsonDerivedType(typeof(RequestTask), "request-task")]
public abstract record Effect;

/// <summary>Text in the two languages that every page has.</summary>
/// <param name="Zh">Chinese, always present.</param>
/// <param name="En">English; the Chinese text where a definition gives none.</param>
public sealed record BilingualText(string Zh, string En);

/// <summary>One answer that a person may give to a work item; its key is the port the workflow leaves by.</summary>
/// <param name="Key">Port name, stable, lower case.</param>
/// <param name="Name">Shown on the button.</param>
/// <param name="ReasonRequired">An opinion must be written, as for a refusal or an objection.</param>
public sealed record OutcomeOption(string Key, BilingualText Name, bool ReasonRequired)
{
    /// <summary>Time alone gives this answer, at the end of the limit; people are not offered it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool ByTime { get; init; }
}

/// <summary>A limit with what it rests on.</summary>
/// <param name="Limit">Count and unit.</param>
/// <param name="Basis">statute, national-rule, local-rule, by-analogy or customary.</param>
/// <param name="Source">Where the rule is written, for people; null for a customary limit.</param>
public sealed record LimitTerms(Limit Limit, string Basis, string? Source);

/// <summary>What a work item is for.</summary>
public enum WorkItemKind
{
    /// <summary>A body decides a step.</summary>
    Step,

    /// <summary>The applicant must bring what is missing; the window holds the item meanwhile (补正).</summary>
    Materials,

    /// <summary>A public notice runs (公示); only an objection may end it before its last day.</summary>
    Notice,

    /// <summary>The services of a matter (一件事) are under way, each a case of its own; their ends end it.</summary>
    Parts,
}

/// <summary>A person or body must act. The item stays open until its bookmark is resumed or withdrawn.</summary>
public sealed record OpenWorkItem : Effect
{
    public required string BookmarkId { get; init; }
    public required string ActivityId { get; init; }
    public required WorkItemKind Kind { get; init; }
    public required BilingualText Title { get; init; }

    /// <summary>What the resident reads while the item is open; null where the title says enough.</summary>
    public BilingualText? ResidentText { get; init; }

    /// <summary>Code of the organisation that must act.</summary>
    public required string Body { get; init; }

    /// <summary>Role within the body: clerk, handler, approver or supervisor.</summary>
    public required string Role { get; init; }

    public required IReadOnlyList<OutcomeOption> Outcomes { get; init; }

    /// <summary>JSON Schema of the data that completing asks for; null where it asks for none.</summary>
    public JsonElement? Form { get; init; }

    /// <summary>The step's own limit, counted from the moment the item opens.</summary>
    public LimitTerms? Limit { get; init; }

    /// <summary>True where the case's clock stands still while the item is open.</summary>
    public bool SuspendsClock { get; init; }

    /// <summary>The outcome that time itself will choose at the end of the limit; null where a person must.</summary>
    public string? LapseOutcome { get; init; }

    /// <summary>Code of the office outside that is asked and may answer too; null for most.</summary>
    public string? Partner { get; init; }

    /// <summary>What the office outside is asked.</summary>
    public string? Question { get; init; }

    /// <summary>Steps whose deciders may not decide this one, and "registrar" for whoever registered the case; null for none.</summary>
    public IReadOnlyList<string>? NotBy { get; init; }
}

/// <summary>A work item is over: answered, lapsed, sent back or withdrawn with its branch.</summary>
/// <param name="BookmarkId">The bookmark the item was opened with.</param>
/// <param name="Reason">answered, lapsed, returned, cancelled, or superseded where the other bodies have decided.</param>
public sealed record CloseWorkItem(string BookmarkId, string Reason) : Effect;

/// <summary>Resume the bookmark at this instant.</summary>
public sealed record StartTimer(string BookmarkId, DateTimeOffset DueAt) : Effect;

/// <summary>The bookmark no longer waits; its timer must not fire.</summary>
public sealed record CancelTimer(string BookmarkId) : Effect;

/// <summary>Where the case is, in words for everyone.</summary>
public sealed record SetStage(string ActivityId, BilingualText Title, BilingualText? ResidentText) : Effect;

/// <summary>The case's clock stands still from now on; pauses of several bookmarks may overlap.</summary>
public sealed record PauseClock(string BookmarkId, BilingualText Reason) : Effect;

/// <summary>The pause of this bookmark ends; the clock runs again when no pause is left.</summary>
public sealed record ResumeClock(string BookmarkId) : Effect;

/// <summary>A follow-up visit (回访) after the case.</summary>
public sealed record ScheduleFollowUp(string Key, BilingualText Title, string Body, string Role, Limit After) : Effect;

/// <summary>A message to the applicant ("applicant") or to a body (its code); delivered from the outbox.</summary>
public sealed record SendMessage(string To, BilingualText Text) : Effect;

/// <summary>A certificate or decision given to the applicant.</summary>
/// <param name="Kind">certificate, decision, notice.</param>
/// <param name="Title">Name of the document.</param>
/// <param name="NumberTemplate">Text with {idNumber}, {caseNumber} and data fields in braces, filled by the host; null for no number.</param>
/// <param name="ValidFor">How long it is valid; null without end.</param>
/// <param name="Data">Facts printed on it.</param>
public sealed record IssueResult(string Kind, BilingualText Title, string? NumberTemplate, Limit? ValidFor, JsonElement? Data) : Effect;

/// <summary>Money or goods granted, in yuan.</summary>
public sealed record GrantAid(decimal Amount, string Cause, string Body) : Effect;

/// <summary>The case is over with a result of its service.</summary>
public sealed record CloseCase(string Result) : Effect;

/// <summary>A line of text, for trying definitions out.</summary>
public sealed record WriteLine(string Text) : Effect;

/// <summary>An event for other workflows; this one and its children have already had it.</summary>
public sealed record PublishEvent(string EventName, string? CorrelationId, JsonElement? Payload) : Effect;

/// <summary>The host must do a named task and answer with a <see cref="TaskStimulus"/>.</summary>
public sealed record RequestTask(string BookmarkId, string TaskName, JsonElement? Payload) : Effect;
