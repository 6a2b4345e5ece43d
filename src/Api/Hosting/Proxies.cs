using Microsoft.AspNetCore.HttpOverrides;

namespace OneWindow.Api.Hosting;

/// <summary>What a proxy in front says about who asked and how, where it is one of ours.</summary>
internal static class Proxies
{
    public static IServiceCollection AddProxies(this IServiceCollection services, NodeSettings settings)
    {
        services.AddSingleton(settings);
        services.AddHostedService<Draining>();
        services.Configure<HostOptions>(options => options.ShutdownTimeout = settings.Drain + Draining.Finish);
        return services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            options.KnownIPNetworks.Clear();
            options.KnownProxies.Clear();
            foreach (var network in settings.Proxies) options.KnownIPNetworks.Add(network);
        });
    }

    public static void UseProxies(this WebApplication app)
    {
        var settings = app.Services.GetRequiredService<NodeSettings>();
        if (settings.Proxies.Count > 0) app.UseForwardedHeaders();
        if (settings.Hsts) app.UseHsts();
    }
}
