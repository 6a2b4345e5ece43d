using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Storage;
using OneWindow.Api.Telemetry;
using OneWindow.Domain.Cases;

namespace OneWindow.Api.Features.Pipeline;

/// <summary>
/// Runs a command again where another one was faster: the record it read has changed, or the row it adds is there by
/// now. The handler then decides on what is true now, which usually is a proper refusal. A command that meets a case on a
/// version that another node has just published runs again on the newest catalogue.
/// </summary>
internal sealed class RetryBehavior<TRequest, TResponse>(OneWindowDb db, IServiceProvider services, ILogger<RetryBehavior<TRequest, TResponse>> logger)
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
            return await Instruments.CommandAsync(typeof(TRequest).Name, () => RunAsync(next, cancellationToken));
        }
        catch (CatalogueBehindException behind)
        {
            return await RunOnNewestAsync(request, behind, cancellationToken);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>A request keeps the catalogue it began with, so this is another one, in a scope of its own.</summary>
    private async Task<TResponse> RunOnNewestAsync(TRequest request, CatalogueBehindException behind, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<CatalogueLoader>().RefreshAsync(ct);
        if (scope.ServiceProvider.GetRequiredService<CatalogueSnapshot>() == services.GetRequiredService<CatalogueSnapshot>()) throw behind;
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, ct);
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
                Instruments.RaceLost(typeof(TRequest).Name);
                logger.LogInformation("{Request} lost a race, run {Run} of {MaxRuns}", typeof(TRequest).Name, run, MaxRuns);
                if (run == MaxRuns) throw CaseErrors.StaleVersion();
                db.ChangeTracker.Clear();
            }

            // Spread out those who collided; the first to come back usually finds the way free.
            await Task.Delay(Random.Shared.Next(StepMilliseconds * run), cancellationToken);
        }
    }
}
