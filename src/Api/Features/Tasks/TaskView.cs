using System.Text.Json;
using System.Text.Json.Serialization;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Cases;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Features.Tasks;

/// <summary>One answer that a task takes.</summary>
/// <param name="Reason">True where an opinion must be written.</param>
internal sealed record OutcomeView(string Key, string Name, string NameEn, bool Reason);

/// <summary>A task as lists, its page and its case show it.</summary>
/// <param name="Form">JSON Schema of the data that completing asks for; null where it asks for none.</param>
/// <param name="DueOn">Last local day; null without a limit.</param>
/// <param name="AssignRole">The role that the task is for, while its holder has only to say which body gets it; null otherwise.</param>
/// <param name="AskedFor">The task on which this one asks for an opinion; null for every other.</param>
/// <param name="CandidateUsers">User names of who may decide it; only for the joint office and administrators.</param>
internal sealed record TaskView(
    Guid Id, string CaseNumber, string Service, string? ServiceName, string ActivityId, WorkItemKind Kind,
    string Title, string TitleEn, string Body, string BodyName, string Role, IReadOnlyList<OutcomeView> Outcomes,
    JsonElement? Form, string? Limit, string? Basis, string? Source, DateTimeOffset OpenedAt, DateOnly? DueOn,
    DateTimeOffset? DueAt, bool Late, WorkItemState State, string? Assignee, string? Outcome, string? Opinion,
    DateTimeOffset? ClosedAt, string? CompletedBy, string? AssignRole,
    Guid? AskedFor, string? Question,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? CandidateUsers)
{
    /// <summary>yellow or red; null without a card.</summary>
    public string? Card { get; init; }

    /// <summary>The year whose calendar the due date still waits for; null where it is certain.</summary>
    public int? ProvisionalYear { get; init; }

    /// <summary>How many of the chain of escalation have been told.</summary>
    public int Escalations { get; init; }

    public static TaskView Of(WorkItem item, CatalogueSnapshot catalogue, DateTimeOffset now, IEnumerable<string>? candidates = null) => new(
        item.Id, item.CaseNumber, item.ServiceKey, catalogue.Service(item.ServiceKey)?.Definition.Name, item.ActivityId, item.Kind,
        item.TitleZh, item.TitleEn, item.Body, catalogue.BodyName(item.Body), item.Role,
        item.AwaitsAssignment ? [] : [.. item.Outcomes.Where(o => !item.IsTimes(o)).Select(o => new OutcomeView(o.Key, o.Zh, o.En, o.Reason))],
        item.Form is null || item.AwaitsAssignment ? null : JsonElement.Parse(item.Form), item.Limit?.ToString(), item.LimitBasis, item.LimitSource,
        catalogue.Calendar.Local(item.OpenedAt), catalogue.Calendar.LastDay(item.DueAt), catalogue.Calendar.Local(item.DueAt),
        item.OverdueAt is not null || (item.DueAt <= (item.ClosedAt ?? now)), item.State, item.Assignee, item.Outcome, item.Opinion,
        catalogue.Calendar.Local(item.ClosedAt), item.CompletedBy, item.HomeRole,
        item.AskedFor, item.Question, candidates is null ? null : [.. candidates])
    {
        Card = Cards.Word(item.CardAt(now)),
        ProvisionalYear = item.IsOpen ? item.AwaitedYear : null,
        Escalations = item.EscalationLevel,
    };
}
