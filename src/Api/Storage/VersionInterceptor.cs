using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using OneWindow.Domain;

namespace OneWindow.Api.Storage;

/// <summary>Raises the version of every changed record; the update then only hits the version that was read.</summary>
internal sealed class VersionInterceptor : SaveChangesInterceptor
{
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Raise(eventData.Context);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Raise(eventData.Context);
        return ValueTask.FromResult(result);
    }

    private static void Raise(DbContext? context)
    {
        if (context is null) return;
        foreach (var entry in context.ChangeTracker.Entries<IVersioned>())
        {
            if (entry.State is not EntityState.Modified) continue;
            var version = entry.Property<int>(nameof(IVersioned.Version));
            // One step up from what was read, however often the record touched itself meanwhile.
            version.CurrentValue = version.OriginalValue + 1;
        }
    }
}
