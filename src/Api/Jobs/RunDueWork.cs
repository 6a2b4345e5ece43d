using MediatR;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Hosting;
using OneWindow.Api.Storage;

namespace OneWindow.Api.Jobs;

/// <summary>The scheduler's only request: runs what is due of one kind.</summary>
internal sealed record RunDueWork(string Kind) : IRequest<int>;

internal sealed class RunDueWorkHandler(AllDueWork work, OneWindowDb db, CatalogueLoader catalogue, IServiceProvider services) : IRequestHandler<RunDueWork, int>
{
    public async Task<int> Handle(RunDueWork request, CancellationToken cancellationToken)
    {
        // Another node may have published something, or moved the demonstration's clock.
        await catalogue.RefreshAsync(cancellationToken);
        if (services.GetService<DemoClock>() is { } clock) await clock.ReloadAsync(db, cancellationToken);
        return work.Find(request.Kind) is { } kind ? await kind.RunAsync(cancellationToken) : 0;
    }
}
