using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Demo;
using OneWindow.Api.Features.Messages.Settings;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Backups;
using OneWindow.Api.Storage.Sealing;

namespace OneWindow.Api.Hosting;

/// <summary>What must be done before the first request: migrations, configuration, demonstration data.</summary>
internal static class Preparation
{
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
        if (!DemoMode.IsOn(app.Configuration)) return;
        app.Logger.LogWarning("Demo mode: accounts with the known password \"{Password}\". Never for real data.", DemoAccounts.Password);
        await services.GetRequiredService<DemoAccounts>().EnsureAsync(ct);
    }

    public static async Task MigrateAsync(this WebApplication app, CancellationToken ct = default)
    {
        app.Services.GetRequiredService<StorageOptions>().CreateFolder();
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<OneWindowDb>().Database.MigrateAsync(ct);
    }
}
