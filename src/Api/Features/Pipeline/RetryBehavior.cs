using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Storage;
using OneWindow.Domain.Cases;

namespace OneWindow.Api.Features.Pipeline;

/// <summary>
/// Runs a command again where another one was faster: the record it read has changed, or the row it adds is there by
/// now. The handler then decides on what is true now, which usually is a proper refusal.
/// </summary>
internal sealed class RetryBehavior<TRequest, TResponse>(OneWindowDb db, ILogger<RetryBehavior<TRequest, TResponse>> logger)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
{
    private const int MaxRuns = 8;
    private const int StepMilliseconds = 15;

    public async Task<TResponse> Handle(
        TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        if (request is not ICommand<TResponse>) return await next();
        // A command makes several queries: one connection for all, instead of fetching and clearing one for each.
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            return await RunAsync(next, cancellationToken);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private async Task<TResponse> RunAsync(RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken)
    {
        for (var run = 1; ; run++)
        {
            try
            {
                return await next();
            }
            catch (Exception exception) when (LostRace.Is(exception))
            {
                logger.LogInformation("{Request} lost a race, run {Run} of {MaxRuns}", typeof(TRequest).Name, run, MaxRuns);
                if (run == MaxRuns) throw CaseErrors.StaleVersion();
                db.ChangeTracker.Clear();
            }

            // Spread out those who collided; the first to come back usually finds the way free.
            await Task.Delay(Random.Shared.Next(StepMilliseconds * run), cancellationToken);
        }
    }
}
