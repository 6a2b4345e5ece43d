using MediatR;
using OneWindow.Api.Features.Due;
using Quartz;

namespace OneWindow.Api.Jobs;

/// <summary>Wakes up and asks for what became due. It carries no state, so that a lost wake-up costs only its seconds.</summary>
[DisallowConcurrentExecution]
internal sealed class WakeUpJob(IMediator mediator) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await mediator.Send(new RunDueWork(), cancellationToken);
}

internal static class AddJobsExtensions
{
    private const int DefaultSeconds = 5;

    /// <summary>Jobs__WakeUpSeconds sets the rhythm; 0 leaves waking up to somebody else.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IDueWork, DueWork>();
        var seconds = configuration.GetValue("Jobs:WakeUpSeconds", DefaultSeconds);
        if (seconds <= 0) return services;
        services.AddQuartz(quartz => quartz.ScheduleJob<WakeUpJob>(trigger => trigger
            .WithIdentity("wake-up")
            .WithSimpleSchedule(schedule => schedule.WithInterval(TimeSpan.FromSeconds(seconds)).RepeatForever())));
        return services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
    }
}
