using MediatR;
using OneWindow.Api.Features.Access;

namespace OneWindow.Api.Features.Forecasts;

/// <summary>When the case will probably be at its end.</summary>
internal sealed record GetForecast(string Number) : IRequest<ForecastView>;

/// <param name="Forecast">Null for a closed case and where too few earlier cases are known.</param>
internal sealed record ForecastView(CaseForecast? Forecast);

internal sealed class GetForecastHandler(AccessPolicy access, CurrentCaller caller, ForecastDesk desk) : IRequestHandler<GetForecast, ForecastView>
{
    public async Task<ForecastView> Handle(GetForecast request, CancellationToken cancellationToken) =>
        new(await desk.OfAsync(await access.CaseAsync(caller.Required, request.Number, cancellationToken), cancellationToken));
}
