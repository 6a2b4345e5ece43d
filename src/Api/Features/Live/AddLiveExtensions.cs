namespace OneWindow.Api.Features.Live;

internal static class AddLiveExtensions
{
    public static IServiceCollection AddLive(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(LiveSettings.Read(configuration));
        services.AddSingleton<LiveHub>();
        services.AddScoped<LiveMarks>();
        return services.AddHostedService<LivePulse>();
    }
}
