using Microsoft.Data.SqlClient;
using Npgsql;
using OneWindow.Api.Features.Absences;
using OneWindow.Api.Features.Drafts;
using OneWindow.Api.Features.Due;
using OneWindow.Api.Features.Files;
using OneWindow.Api.Features.Forecasts;
using OneWindow.Api.Features.Retention;
using OneWindow.Api.Features.LongRuns;
using OneWindow.Api.Storage;
using Quartz;

namespace OneWindow.Api.Jobs;

internal static class AddJobsExtensions
{
    public const string SchedulerName = "onewindow";

    /// <summary>Its tables stand beside ours and are its own affair.</summary>
    private const string TablePrefix = "qrtz_";
    private static readonly TimeSpan CheckIn = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan MissedCheckIn = TimeSpan.FromSeconds(10);

    public static IServiceCollection AddJobs(this IServiceCollection services, IConfiguration configuration)
    {
        var settings = JobSettings.Read(configuration);
        services.AddSingleton(settings);
        // Dates first: what they move must not fire by the old ones.
        services.AddSingleton<IDueWork, CalendarNews>();
        services.AddSingleton<CaseRecounts>();
        services.AddSingleton<LongRunWork>();
        services.AddSingleton<IDueWork, CalendarCorrections>();
        services.AddSingleton<IDueWork, DueTimers>();
        services.AddSingleton<IDueWork, DueAbsences>();
        services.AddSingleton<IDueWork, DueCover>();
        services.AddSingleton<IDueWork, FileSweep>();
        services.AddSingleton<IDueWork, DraftSweep>();
        services.AddSingleton<IDueWork, LearnForecasts>();
        services.AddSingleton(_ => RetentionSettings.Read(configuration));
        services.AddSingleton<IDueWork, RetentionSweep>();
        services.AddSingleton<IDueWork>(provider => provider.GetRequiredService<LongRunWork>());
        services.AddSingleton<AllDueWork>();
        services.AddScoped<NodeRefresh>();
        services.AddSingleton<NodePulse>();
        services.AddHostedService(provider => provider.GetRequiredService<NodePulse>());
        // Under a name of its own: the clock of a scheduler without one would become everybody's.
        services.AddQuartz(SchedulerName, quartz =>
        {
            // The rhythm is the machine's, also where a demonstration's clock is moved.
            quartz.UseTimeProvider(TimeProvider.System);
            var storage = StorageOptions.Read(configuration);
            if (storage.Provider is not StorageProvider.Sqlite) quartz.UsePersistentStore(store => Share(store, storage));
        });
        if (!settings.WakesUp) return services;
        services.AddSingleton<WakeUps>();
        services.AddHostedService(provider => provider.GetRequiredService<WakeUps>());
        return services.AddQuartzHostedService(SchedulerName, options => options.WaitForJobsToComplete = true);
    }

    /// <summary>
    /// All nodes on one database are one scheduler. Whoever misses its check-ins for a quarter of a minute counts as
    /// dead, and another takes its wake-ups over.
    /// </summary>
    private static void Share(IPersistentStoreBuilder store, StorageOptions storage)
    {
        store.ConfigureStore(options => (options.TablePrefix, options.StoreJobDataAsStrings) = (TablePrefix, true));
        if (storage.Provider is StorageProvider.PostgreSql) store.UsePostgres(NpgsqlFactory.Instance, storage.ConnectionString);
        else store.UseSqlServer(SqlClientFactory.Instance, storage.ConnectionString);
        store.UseClustering(cluster => (cluster.CheckinInterval, cluster.CheckinMisfireThreshold) = (CheckIn, MissedCheckIn));
        store.ProvisionSchema();
    }
}
