using MediatR;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Features.Tasks;

/// <summary>What was asked about a task, with the answers, oldest first.</summary>
internal sealed record ListConsults(Guid Id) : IRequest<Page<ConsultView>>;

/// <param name="Id">The task of whoever is asked.</param>
/// <param name="Outcome">answered, agree or disagree; null while unanswered.</param>
internal sealed record ConsultView(
    Guid Id, WorkItemKind Kind, string Body, string BodyName, string? Assignee, string? Question, WorkItemState State,
    string? Outcome, string? OutcomeName, string? OutcomeNameEn, string? Opinion, string? By, DateTimeOffset AskedAt, DateTimeOffset? ClosedAt);

internal sealed class ListConsultsHandler(AccessPolicy access, ConsultDesk consults, CurrentCaller caller, CatalogueSnapshot catalogue)
    : IRequestHandler<ListConsults, Page<ConsultView>>
{
    public async Task<Page<ConsultView>> Handle(ListConsults request, CancellationToken cancellationToken)
    {
        var step = await access.TaskAsync(caller.Required, request.Id, cancellationToken);
        return new Page<ConsultView>([.. (await consults.AskedAsync(step, cancellationToken)).Select(View)], null);
    }

    private ConsultView View(WorkItem item)
    {
        var outcome = item.Outcomes.FirstOrDefault(o => o.Key == item.Outcome);
        return new ConsultView(
            item.Id, item.Kind, item.Body, catalogue.BodyName(item.Body), item.Assignee, item.Question, item.State, item.Outcome,
            outcome?.Zh, outcome?.En, item.Opinion, item.CompletedBy, catalogue.Calendar.Local(item.OpenedAt), catalogue.Calendar.Local(item.ClosedAt));
    }
}
