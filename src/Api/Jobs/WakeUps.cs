using Quartz;

namespace OneWindow.Api.Jobs;

/// <summary>Gives every kind of due work a wake-up of its own, so that a slow one holds up none of the others.</summary>
internal sealed class WakeUps([FromKeyedServices(AddJobsExtensions.SchedulerName)] ISchedulerFactory schedulers, AllDueWork work, JobSettings settings) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        foreach (var kind in work.Names)
        {
            var job = JobBuilder.Create<WakeUpJob>().WithIdentity(kind).Build();
            var trigger = TriggerBuilder.Create().WithIdentity(kind)
                .WithSimpleSchedule(schedule => schedule.WithInterval(settings.Rhythm).RepeatForever()).Build();
            await scheduler.ScheduleJob(job, trigger, ScheduleJobOptions.Replacing, cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
