using System.Text.Json;
using System.Text.Json.Serialization;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Consents;
using OneWindow.Api.Features.Matters;
using OneWindow.Api.Features.Tasks;
using OneWindow.Domain.Cases;
using OneWindow.Domain.FollowUps;

namespace OneWindow.Api.Features.Cases;

/// <summary>One case, whole.</summary>
/// <param name="Stage">Chinese title of the step where the case is.</param>
/// <param name="DueOn">Last local day; null while paused and without a limit.</param>
/// <param name="Version">The record's version, which the ETag carries.</param>
internal sealed record CaseView(
    string Number, string Service, string ServiceName, string ServiceNameEn, int ServiceVersion, CaseStatus Status,
    string? Result, string? ResultName, string? Stage, string? StageEn, string? StageActivityId, DefinitionView Definition,
    ApplicantView Applicant, AgentView? Agent, JsonElement Form, string Channel, string Station, string StationName, string? StationPhone,
    string RegisteredBy, DateTimeOffset RegisteredAt, DateTimeOffset? ClosedAt, string? ClosingReason, DateOnly? DueOn,
    DeadlineSummary? Deadline, NoticeView? Notice, IReadOnlyList<string> Bodies, IReadOnlyList<TaskView> OpenTasks,
    IReadOnlyList<MaterialView> Materials, IReadOnlyList<FollowUpView> FollowUps, IReadOnlyList<ResultView> Results,
    IReadOnlyList<GrantView> Grants, IReadOnlyList<BounceView> Bounces, IReadOnlyList<RecusalView> Recusals,
    IReadOnlyList<DuplicateView> Duplicates, IReadOnlyList<ConsentView> Consents, string? RegisteredByName, [property: JsonIgnore] int Version)
{
    /// <summary>The matter (一件事) that the case is a part of; null where it stands alone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MatterView? Matter { get; init; }

    /// <summary>The services of a matter; null for a case of one service.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<PartView>? Parts { get; init; }
}

/// <summary>A body said that a step is not its to do.</summary>
/// <param name="Suggested">Code of the body that it named instead; null for none.</param>
internal sealed record BounceView(string ActivityId, string Body, string BodyName, string By, string Reason, string? Suggested, DateTimeOffset At);

/// <summary>A person keeps out of the case.</summary>
internal sealed record RecusalView(string User, string By, string Reason, DateTimeOffset At);

internal sealed record DefinitionView(string Id, int Version);

/// <param name="IdNumber">Masked.</param>
/// <param name="Phone">Masked.</param>
internal sealed record ApplicantView(
    string Name, string Gender, DateOnly BirthDate, string IdNumber, string Phone, string Area, string? AreaName,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] WarningView? Warning = null);

/// <param name="IdNumber">Masked.</param>
/// <param name="Phone">Masked; null where none was given.</param>
internal sealed record AgentView(string Name, string IdNumber, string? Phone, string Relation, DateOnly? MandateUntil);

/// <summary>The case's limit in short; /deadline shows the arithmetic.</summary>
internal sealed record DeadlineSummary(
    string Limit, string LimitText, string LimitTextEn, string? Basis, string? Source, DateTimeOffset StartedAt,
    DateOnly? DueOn, DateTimeOffset? DueAt, bool Paused, bool Late)
{
    /// <summary>yellow or red; null without a card.</summary>
    public string? Card { get; init; }

    /// <summary>The year whose calendar the due date still waits for; null where it is certain.</summary>
    public int? ProvisionalYear { get; init; }

    /// <summary>How many of the chain of escalation have been told that the case is late.</summary>
    public int Escalations { get; init; }

    /// <summary>The limit of the law beside the promised one; null where there is none of its own.</summary>
    public StatutoryView? Statutory { get; init; }
}

/// <summary>A limit of the law, with the date that it gives.</summary>
internal sealed record StatutoryView(string Limit, string LimitText, string LimitTextEn, string Basis, string? Source, DateOnly? DueOn, DateTimeOffset? DueAt);

/// <summary>What was told to be missing, once.</summary>
/// <param name="Later">What was told after it; empty where the first notice was the whole.</param>
internal sealed record NoticeView(DateTimeOffset At, IReadOnlyList<MaterialView> Missing, IReadOnlyList<LaterNoticeView> Later);

/// <param name="Old">What the first notice could have named.</param>
internal sealed record LaterNoticeView(DateTimeOffset At, IReadOnlyList<MaterialView> Missing, IReadOnlyList<MaterialView> Old);

internal sealed record MaterialView(
    string Key, string Name, string? NameEn, string Class, bool Required, MaterialState State, DateOnly? PromisedUntil, string? Note,
    string? Needs = null, string? NeedsEn = null)
{
    /// <summary>The papers of a case in the words of its service.</summary>
    public static IReadOnlyList<MaterialView> Of(CaseFile c, CatalogueSnapshot catalogue)
    {
        var known = catalogue.Service(c.ServiceKey, c.ServiceVersion)?.Definition.Materials ?? [];
        return [.. from material in c.Materials
                   let definition = known.FirstOrDefault(k => k.Key == material.Key)
                   select new MaterialView(
                       material.Key, definition?.Name ?? material.Key, definition?.NameEn, definition?.Class ?? "secondary",
                       definition?.Required ?? false, material.State, material.PromisedUntil, material.Note,
                       definition?.Needs, definition?.NeedsEn)];
    }
}

/// <param name="Attempt">Which try this is, from 1.</param>
/// <param name="EscalatedAt">When the body's approver took it over; null until then.</param>
internal sealed record FollowUpView(
    Guid Id, string Key, string TitleZh, string TitleEn, string Body, string Role, DateOnly DueOn, FollowUpState State, Guid? WorkItemId,
    int Attempt, DateTimeOffset? EscalatedAt, bool? Satisfied, string? NewNeed);

/// <param name="Number">Masked: it may hold the identity number.</param>
internal sealed record ResultView(
    Guid Id, string Kind, string Title, string TitleEn, string? Number, DateOnly? ValidUntil, DateTimeOffset IssuedAt);

/// <param name="Amount">Yuan; below zero where a grant is taken back.</param>
internal sealed record GrantView(Guid Id, decimal Amount, string Cause, string Body, DateTimeOffset GrantedAt, bool IsReversal);
