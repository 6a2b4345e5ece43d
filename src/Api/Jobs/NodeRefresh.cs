using OneWindow.Api.Catalogue;
using OneWindow.Api.Hosting;
using OneWindow.Api.Storage;

namespace OneWindow.Api.Jobs;

/// <summary>Takes over what another node has done since: published something, or moved the demonstration's clock.</summary>
internal sealed class NodeRefresh(OneWindowDb db, CatalogueLoader catalogue, IServiceProvider services)
{
    public async Task RunAsync(CancellationToken ct)
    {
        await catalogue.RefreshAsync(ct);
        if (services.GetService<DemoClock>() is { } clock) await clock.ReloadAsync(db, ct);
    }
}
