using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Demo;
using OneWindow.Api.Features.Due;
using OneWindow.Api.Features.Messages.Settings;
using OneWindow.Api.Jobs;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Backups;
using OneWindow.Api.Storage.Sealing;
using Quartz;

namespace OneWindow.Api.Hosting;

/// <summary>What must be done before the first request: migrations, configuration, demonstration data.</summary>
internal static class Preparation
{
    private const int MaxRuns = 6;
    private const int WaitMilliseconds = 300;

    public static async Task PrepareAsync(this WebApplication app, CancellationToken ct = default)
    {
        DemoMode.RefuseInProduction(app.Configuration);
        _ = app.Services.GetRequiredService<MessageSettings>();
        // For as long as this process serves: a restore must not change the file under it.
        if (DatabaseInUse.Share(app.Services.GetRequiredService<StorageOptions>()) is { } inUse)
            app.Lifetime.ApplicationStopped.Register(inUse.Dispose);
        await app.MigrateAsync(ct);
        await using var scope = app.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        await SqlServerAdvice.GiveAsync(services.GetRequiredService<OneWindowDb>(), app.Logger, ct);
        await DataKeyCheck.RunAsync(services.GetRequiredService<OneWindowDb>(), services.GetRequiredService<Sealer>(), ct);
        if (DemoMode.IsOn(app.Configuration))
            await services.GetRequiredService<DemoClock>().ReloadAsync(services.GetRequiredService<OneWindowDb>(), ct);
        var loader = services.GetRequiredService<CatalogueLoader>();
        await loader.ImportAsync(AddCatalogueExtensions.Folder(app.Configuration), ct);
        await loader.LoadAsync(ct);
        WarnOfCalendar(services, app.Logger);
        if (!DemoMode.IsOn(app.Configuration)) return;
        app.Logger.LogWarning("Demo mode: accounts with the known password \"{Password}\". Never for real data.", DemoAccounts.Password);
        await services.GetRequiredService<DemoAccounts>().EnsureAsync(ct);
    }

    private static void WarnOfCalendar(IServiceProvider services, ILogger logger)
    {
        var calendar = services.GetRequiredService<CurrentCatalogue>().Current.Calendar;
        var today = calendar.LocalDate(services.GetRequiredService<TimeProvider>().GetUtcNow());
        if (CalendarEnd.Warning(calendar, today) is { } warning) logger.LogWarning("{Warning}", warning);
    }

    /// <summary>
    /// Makes the database, or brings it up to this build. Where other nodes do the same at this moment, the provider's
    /// lock keeps them apart once the database is there; until then one of them fails and finds everything done next time.
    /// </summary>
    public static async Task MigrateAsync(this WebApplication app, CancellationToken ct = default)
    {
        app.Services.GetRequiredService<StorageOptions>().CreateFolder();
        for (var run = 1; !await TryMigrateAsync(app, last: run == MaxRuns, ct); run++)
            await Task.Delay(TimeSpan.FromMilliseconds(run * WaitMilliseconds), TimeProvider.System, ct);
        // The scheduler makes its own tables, as it knows best, where nodes share one.
        await app.Services.GetRequiredKeyedService<ISchedulerFactory>(AddJobsExtensions.SchedulerName).GetScheduler(ct);
    }

    private static async Task<bool> TryMigrateAsync(WebApplication app, bool last, CancellationToken ct)
    {
        try
        {
            await using var scope = app.Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<OneWindowDb>();
            // An index over millions of rows takes minutes; cut off, it would be begun anew at every start.
            db.Database.SetCommandTimeout(TimeSpan.Zero);
            await db.Database.MigrateAsync(ct);
            await FillCopiesAsync(db, ct);
            // Only demonstrations are seeded, and only a seed takes indexes away.
            if (DemoMode.IsOn(app.Configuration) && await LostIndexes.RestoreAsync(db, ct) is > 0 and var lost)
                app.Logger.LogWarning("{Count} indexes were missing, as a seed leaves it that is killed; they have been made again", lost);
            return true;
        }
        catch (DbException exception) when (!last && !StoreUnavailable.Is(exception))
        {
            return false;
        }
    }

    /// <summary>Rows from before a column was copied from the case, or from an older build that still runs beside.</summary>
    private static Task<int> FillCopiesAsync(OneWindowDb db, CancellationToken ct) => db.CaseBodies.Where(b => b.ServiceKey == "")
        .ExecuteUpdateAsync(set => set.SetProperty(b => b.ServiceKey, b => db.Cases.Where(c => c.Id == b.CaseId).Select(c => c.ServiceKey).First()), ct);
}
