using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Jobs;
using OneWindow.Api.Storage;

namespace OneWindow.Api.Features.Drafts;

/// <summary>Deletes drafts whose time is over: what nobody registered is not kept.</summary>
internal sealed class DraftSweep(IServiceScopeFactory scopes, TimeProvider clock) : IDueWork
{
    public string Name => "draft-sweep";

    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<OneWindowDb>().Drafts.Where(d => d.ExpiresAt <= now).ExecuteDeleteAsync(ct);
    }
}
