using MediatR;
using Quartz;

namespace OneWindow.Api.Jobs;

/// <summary>
/// Wakes up and asks for what became due of one kind. It carries no state but the kind's name, so that a lost wake-up
/// costs only its seconds.
/// </summary>
[DisallowConcurrentExecution]
internal sealed class WakeUpJob(IMediator mediator) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await mediator.Send(new RunDueWork(context.JobDetail.Key.Name), cancellationToken);
}
