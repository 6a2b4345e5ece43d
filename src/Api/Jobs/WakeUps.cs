using Quartz;

namespace OneWindow.Api.Jobs;

/// <summary>Gives every kind of due work a wake-up of its own, so that a slow one holds up none of the others.</summary>
internal sealed class WakeUps([FromKeyedServices(AddJobsExtensions.SchedulerName)] ISchedulerFactory schedulers, AllDueWork work, JobSettings settings) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => ScheduleAsync(cancellationToken);

    /// <summary>Has every kind woken up from now on, whatever was planned before.</summary>
    public async Task ScheduleAsync(CancellationToken ct)
    {
        var scheduler = await schedulers.GetScheduler(ct);
        foreach (var kind in work.Names)
        {
            var job = JobBuilder.Create<WakeUpJob>().WithIdentity(kind).Build();
            var trigger = TriggerBuilder.Create().WithIdentity(kind)
                .WithSimpleSchedule(schedule => schedule.WithInterval(settings.Rhythm).RepeatForever()).Build();
            await scheduler.ScheduleJob(job, trigger, ScheduleJobOptions.Replacing, ct);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
