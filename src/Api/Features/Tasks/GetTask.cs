using MediatR;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Access;

namespace OneWindow.Api.Features.Tasks;

internal sealed record GetTask(Guid Id) : IRequest<TaskView>;

internal sealed class GetTaskHandler(AccessPolicy access, DecisionRules rules, CurrentCaller caller, CatalogueSnapshot catalogue, TimeProvider clock)
    : IRequestHandler<GetTask, TaskView>
{
    public async Task<TaskView> Handle(GetTask request, CancellationToken cancellationToken)
    {
        var who = caller.Required;
        var item = await access.TaskAsync(who, request.Id, cancellationToken);
        var candidates = who.SeesEverything ? (await rules.CandidatesAsync([item], cancellationToken))[item.Id] : null;
        return TaskView.Of(item, catalogue, clock.GetUtcNow(), candidates);
    }
}
