using System.Net;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace OneWindow.Api.Hosting;

/// <summary>
/// Unhealthy takes this node out, so it is said only of what another node could do better. What calls for people, such as
/// work that is late, is Degraded: the node goes on serving.
/// </summary>
internal static class Health
{
    public const string Ready = "ready";

    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks()
            .AddCheck<DrainCheck>("shutdown", tags: [Ready])
            .AddCheck<DatabaseCheck>("database", tags: [Ready])
            .AddCheck<CatalogueCheck>("catalogue", tags: [Ready])
            .AddCheck<CalendarCheck>("calendar", tags: [Ready])
            .AddCheck<JobsCheck>("jobs", tags: [Ready])
            .AddCheck<DiskCheck>("disk", tags: [Ready]);
        return services;
    }

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        // Alive: the process answers. Nothing else is asked, so that a slow database does not get a node restarted.
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = c => c.Tags.Contains(Ready), ResponseWriter = WriteAsync }).AllowAnonymous();
    }

    /// <summary>One word for everybody; what it rests on for administrators, and for who asks on the machine itself for JSON.</summary>
    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        if (!MaySeeDetails(context)) return context.Response.WriteAsync(report.Status.ToString(), context.RequestAborted);
        return context.Response.WriteAsJsonAsync(
            new HealthView(report.Status, report.Entries.ToDictionary(e => e.Key, e => new HealthPart(e.Value.Status, e.Value.Description, e.Value.Data))), context.RequestAborted);
    }

    private static bool MaySeeDetails(HttpContext context)
    {
        if (Principals.Read(context.User) is { IsAdmin: true }) return true;
        var request = context.Request;
        // A proxy on the same machine asks for others, and says so.
        return context.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from) && !request.Headers.ContainsKey("X-Forwarded-For")
            && request.GetTypedHeaders().Accept.Any(a => a.MediaType == "application/json");
    }

    private sealed record HealthView(HealthStatus Status, IReadOnlyDictionary<string, HealthPart> Parts);

    private sealed record HealthPart(HealthStatus Status, string? Why, IReadOnlyDictionary<string, object> Data);
}
