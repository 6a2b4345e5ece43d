using MediatR;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Access;

namespace OneWindow.Api.Features.Tasks;

internal sealed record GetTask(Guid Id) : IRequest<TaskView>;

internal sealed class GetTaskHandler(AccessPolicy access, CurrentCaller caller, CatalogueSnapshot catalogue, TimeProvider clock)
    : IRequestHandler<GetTask, TaskView>
{
    public async Task<TaskView> Handle(GetTask request, CancellationToken cancellationToken)
    {
        var who = caller.Required;
        var item = await access.TaskAsync(who, request.Id, cancellationToken);
        var candidates = who.SeesEverything ? (await access.CandidatesAsync([item], cancellationToken))[item.Post] : null;
        return TaskView.Of(item, catalogue, clock.GetUtcNow(), candidates);
    }
}
