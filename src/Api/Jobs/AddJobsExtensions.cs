using OneWindow.Api.Features.Due;
using OneWindow.Api.Features.Files;
using Quartz;

namespace OneWindow.Api.Jobs;

internal static class AddJobsExtensions
{
    private const int DefaultSeconds = 5;

    /// <summary>Jobs__WakeUpSeconds sets the rhythm; 0 leaves waking up to somebody else.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IDueWork, DueTimers>();
        services.AddSingleton<IDueWork, FileSweep>();
        services.AddSingleton<AllDueWork>();
        var seconds = configuration.GetValue("Jobs:WakeUpSeconds", DefaultSeconds);
        if (seconds <= 0) return services;
        // The rhythm is the machine's, also where a demonstration's clock is moved.
        services.AddQuartz(quartz => quartz.UseTimeProvider(TimeProvider.System));
        services.AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<WakeUps>(provider, TimeSpan.FromSeconds(seconds)));
        return services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
    }
}
