using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Integrity;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Sealing;

namespace OneWindow.Api.Hosting;

/// <summary>
/// <c>-- check-integrity</c>: reads the whole store and tells what cannot be true, a line each, then a line of counts.
/// Writes nothing and may run beside serving nodes. 0 where nothing was found, 1 where something was, 2 where it could
/// not look.
/// </summary>
internal static class CheckIntegrityVerb
{
    public static Task<int> RunAsync(string[] args) => RunAsync(args, Console.Out, Console.Error);

    internal static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors, CancellationToken ct = default)
    {
        await using var app = Composition.Build([.. CommandLine.Quiet, .. args]);
        await using var scope = app.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        if (await ObstacleAsync(services, ct) is { } obstacle)
        {
            await errors.WriteLineAsync(obstacle);
            return 2;
        }

        await services.GetRequiredService<CatalogueLoader>().LoadAsync(ct);
        var summary = await services.GetRequiredService<IntegrityRun>().RunAsync(output.WriteLine, ct);
        await output.WriteLineAsync(summary.ToString());
        return summary.Findings == 0 ? 0 : 1;
    }

    /// <summary>Why nothing can be said of this store; null where it can be looked at.</summary>
    private static async Task<string?> ObstacleAsync(IServiceProvider services, CancellationToken ct)
    {
        var db = services.GetRequiredService<OneWindowDb>();
        if (!await db.Database.CanConnectAsync(ct)) return "The database cannot be reached.";
        if ((await db.Database.GetPendingMigrationsAsync(ct)).Any()) return "The database was made by an older build: run -- migrate, or check with that build.";
        if (!await db.Documents.AnyAsync(ct)) return "The database holds no configuration yet: nothing has been served from it.";
        return await DataKeyCheck.IsRightAsync(db, services.GetRequiredService<Sealer>(), ct) ? null : DataKeyCheck.WrongKey;
    }
}
