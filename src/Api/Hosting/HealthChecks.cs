using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Due;
using OneWindow.Api.Jobs;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Files;

namespace OneWindow.Api.Hosting;

/// <summary>A node that shuts down says so first, and then serves what still comes.</summary>
internal sealed class DrainCheck(IHostApplicationLifetime host) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(host.ApplicationStopping.IsCancellationRequested ? HealthCheckResult.Unhealthy("The node shuts down.") : HealthCheckResult.Healthy());
}

/// <summary>The database answers and has every migration of this build. One that a newer build has migrated further is fine.</summary>
internal sealed class DatabaseCheck(OneWindowDb db) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var pending = await db.Database.GetPendingMigrationsAsync(cancellationToken);
            return pending.Any() ? HealthCheckResult.Unhealthy("Migrations are missing.") : HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (StoreUnavailable.Is(exception))
        {
            return HealthCheckResult.Unhealthy("The database does not answer.");
        }
    }
}

internal sealed class CatalogueCheck(CurrentCatalogue catalogue) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(catalogue.IsLoaded ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The catalogue is not loaded."));
}

/// <summary>The calendar knows today. Where it does not, every date is provisional, and somebody must publish the year.</summary>
internal sealed class CalendarCheck(CurrentCatalogue catalogue, TimeProvider clock) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        // Whether the catalogue is loaded has a check of its own.
        if (!catalogue.IsLoaded) return Task.FromResult(HealthCheckResult.Healthy());
        var calendar = catalogue.Current.Calendar;
        var today = calendar.LocalDate(clock.GetUtcNow());
        var data = new Dictionary<string, object> { ["certainUntil"] = calendar.CertainUntil.ToString("yyyy-MM-dd") };
        if (CalendarEnd.AwaitedYear(calendar, today) is { } year) data["awaitedYear"] = year;
        return Task.FromResult(calendar.AwaitedYear(today) is null
            ? HealthCheckResult.Healthy(CalendarEnd.Warning(calendar, today), data)
            : HealthCheckResult.Degraded("The calendar does not know this year's holidays.", data: data));
    }
}

/// <summary>The node looked for news lately, and no timer waits long beyond its time. Neither is a reason to take a node out.</summary>
internal sealed class JobsCheck(NodePulse pulse, JobSettings settings, OneWindowDb db, TimeProvider clock) : IHealthCheck
{
    private const int MissedBeats = 6;
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(5);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var (beat, behind) = (pulse.SinceLastBeat, TimeSpan.Zero);
        try
        {
            behind = await QueueAges.TimersAsync(db, clock.GetUtcNow(), cancellationToken);
        }
        catch (Exception exception) when (StoreUnavailable.Is(exception))
        {
            // The database has a check of its own.
        }
        var data = new Dictionary<string, object> { ["secondsSinceLastBeat"] = Math.Round(beat.TotalSeconds, 1), ["oldestDueTimerSeconds"] = Math.Round(behind.TotalSeconds, 1) };
        if (beat > (settings.Rhythm * MissedBeats) + TimeSpan.FromMinutes(1)) return HealthCheckResult.Degraded("The node has not looked for news lately.", data: data);
        return behind > Late ? HealthCheckResult.Degraded("Timers wait beyond their time.", data: data) : HealthCheckResult.Healthy(data: data);
    }
}

/// <summary>There is room to write where this node keeps its data.</summary>
internal sealed class DiskCheck(StorageOptions storage, FileSettings files) : IHealthCheck
{
    private const long Megabyte = 1024 * 1024;
    private const long Full = 32 * Megabyte;
    private const long Tight = 512 * Megabyte;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var free = Folders().Select(FreeBytes).DefaultIfEmpty(long.MaxValue).Min();
        var data = new Dictionary<string, object>();
        if (free < long.MaxValue) data["freeMegabytes"] = free / Megabyte;
        return Task.FromResult(free switch
        {
            < Full => HealthCheckResult.Unhealthy("The disk is full.", data: data),
            < Tight => HealthCheckResult.Degraded("The disk is nearly full.", data: data),
            _ => HealthCheckResult.Healthy(data: data),
        });
    }

    /// <summary>Of the volume on which the folder is, or will be made.</summary>
    private static long FreeBytes(string folder)
    {
        var there = new DirectoryInfo(folder);
        while (!there.Exists && there.Parent is { } parent) there = parent;
        return new DriveInfo(there.FullName).AvailableFreeSpace;
    }

    private IEnumerable<string> Folders()
    {
        if (Path.GetDirectoryName(storage.SqliteFile) is { Length: > 0 } data) yield return data;
        yield return files.Folder;
    }
}
