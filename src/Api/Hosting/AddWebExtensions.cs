using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using AutoMapper;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Demo;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Features.Tracking;
using OneWindow.Api.Storage;

namespace OneWindow.Api.Hosting;

internal static class AddWebExtensions
{
    public static IServiceCollection AddWeb(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            options.SerializerOptions.Converters.Add(new JsonStringEnumConverter());
            // Answers are JSON, never written into pages; Chinese stays readable and short.
            options.SerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        });
        // A request that cannot be read is told as a problem, whatever the environment.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddExceptionHandler<RefusalHandler>();
        services.AddOpenApi(options => options.AddOperationTransformer<CamelCaseParameters>());
        services.AddHealth();
        services.AddMediator();
        services.AddMappings();
        services.AddScoped<CaseSearch>();
        services.AddScoped<CaseViewBuilder>();
        services.AddScoped<CaseWaits>();
        services.AddScoped<TrackDoor>();
        services.AddStatements(db => new TrackStatements(db));
        services.AddScoped<TrackReader>();
        services.AddScoped<TrackOutlook>();
        services.AddScoped<TrackViewBuilder>();
        services.AddScoped<DemoAccounts>();
        return services;
    }

    public static IServiceCollection AddClock(this IServiceCollection services, IConfiguration configuration)
    {
        if (!DemoMode.IsOn(configuration)) return services.AddSingleton(TimeProvider.System);
        services.AddSingleton(new DemoClock(TimeProvider.System));
        return services.AddSingleton<TimeProvider>(provider => provider.GetRequiredService<DemoClock>());
    }

    private static void AddMappings(this IServiceCollection services)
    {
        services.AddSingleton(provider => new MapperConfiguration(
            mapping =>
            {
                mapping.LicenseKey = provider.GetRequiredService<IConfiguration>()["AutoMapper:LicenseKey"];
                mapping.AddMaps(typeof(AddWebExtensions).Assembly);
            },
            provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton(provider => provider.GetRequiredService<MapperConfiguration>().CreateMapper());
    }
}
