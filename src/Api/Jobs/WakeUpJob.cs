using MediatR;
using Quartz;

namespace OneWindow.Api.Jobs;

/// <summary>
/// Wakes up and asks for what became due of one kind. It carries no state but the kind's name, so that a lost wake-up
/// costs only its seconds. Wake-ups may overlap: on another node the next one helps with what is left.
/// </summary>
internal sealed class WakeUpJob(IMediator mediator, IHostApplicationLifetime host) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, host.ApplicationStopping);
        await mediator.Send(new RunDueWork(context.JobDetail.Key.Name), stop.Token);
    }
}
