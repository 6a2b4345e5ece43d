using MediatR;

namespace OneWindow.Api.Jobs;

/// <summary>The scheduler's only request: runs what is due of one kind.</summary>
internal sealed record RunDueWork(string Kind) : IRequest<int>;

internal sealed class RunDueWorkHandler(AllDueWork work, NodeRefresh refresh) : IRequestHandler<RunDueWork, int>
{
    public async Task<int> Handle(RunDueWork request, CancellationToken cancellationToken)
    {
        await refresh.RunAsync(cancellationToken);
        return await work.RunAsync(request.Kind, cancellationToken);
    }
}
