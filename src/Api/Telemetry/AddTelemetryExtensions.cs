using Microsoft.EntityFrameworkCore.Diagnostics;

namespace OneWindow.Api.Telemetry;

internal static class AddTelemetryExtensions
{
    /// <summary>Nothing at all where no collector is set.</summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        var settings = TelemetrySettings.Read(configuration);
        services.AddSingleton(settings);
        if (!settings.IsOn) return services;
        services.AddSingleton<IInterceptor, DatabaseSpans>();
        return services.AddHostedService<TelemetryExport>();
    }
}
