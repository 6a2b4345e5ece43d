using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Storage;
using OneWindow.Domain.Messages;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Features.Cases;

/// <summary>What the bodies have answered so far, oldest first: what the next one decides on.</summary>
internal sealed record ListAnswers(string Number) : IRequest<IReadOnlyList<AnswerView>>;

/// <param name="ByName">Name of who answered, a person or an office outside; null where time did.</param>
/// <param name="Form">JSON Schema of the data; null where none was asked for.</param>
internal sealed record AnswerView(
    string ActivityId, WorkItemKind Kind, string Title, string TitleEn, string Body, string? Outcome, string? OutcomeEn,
    string? Opinion, JsonElement? Form, JsonElement? Data, DateTimeOffset At, string? ByName);

internal sealed class ListAnswersHandler(OneWindowDb db, AccessPolicy access, CurrentCaller caller, CatalogueSnapshot catalogue)
    : IRequestHandler<ListAnswers, IReadOnlyList<AnswerView>>
{
    public async Task<IReadOnlyList<AnswerView>> Handle(ListAnswers request, CancellationToken cancellationToken)
    {
        var found = await access.CaseAsync(caller.Required, request.Number, cancellationToken);
        var items = await db.WorkItems.AsNoTracking().Where(w => w.CaseId == found.Id && w.State == WorkItemState.Done)
            .OrderBy(w => w.ClosedAt).ThenBy(w => w.Id).ToListAsync(cancellationToken);
        var people = items.Select(i => i.CompletedBy).OfType<string>().Distinct().ToArray();
        var names = await db.Accounts.AsNoTracking().Where(a => people.Contains(a.UserName))
            .ToDictionaryAsync(a => a.UserName, a => a.Name, cancellationToken);
        var partners = people.Select(Partner.CodeOfActor).OfType<string>().ToArray();
        if (partners.Length > 0)
            foreach (var partner in await db.Partners.AsNoTracking().Where(p => partners.Contains(p.Code)).ToListAsync(cancellationToken)) names[partner.ActorName] = partner.Name;
        return [.. items.Select(i => View(i, names))];
    }

    private AnswerView View(WorkItem item, Dictionary<string, string> names)
    {
        var outcome = item.Outcomes.FirstOrDefault(o => o.Key == item.Outcome);
        return new AnswerView(
            item.ActivityId, item.Kind, item.TitleZh, item.TitleEn, item.Body, outcome?.Zh, outcome?.En, item.Opinion,
            Json(item.Form), Json(item.DataJson), catalogue.Calendar.Local(item.ClosedAt ?? item.OpenedAt),
            item.CompletedBy is { } by ? names.GetValueOrDefault(by) : null);
    }

    private static JsonElement? Json(string? text) => text is null ? null : JsonElement.Parse(text);
}
