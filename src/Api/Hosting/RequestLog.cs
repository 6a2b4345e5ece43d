using Microsoft.AspNetCore.Diagnostics;

namespace OneWindow.Api.Hosting;

/// <summary>
/// A line for each request, where the log is for collectors. It names the route and never the address, which may carry
/// what somebody typed; and the caller's body and never the caller.
/// </summary>
internal sealed class RequestLog(RequestDelegate next, ILogger<RequestLog> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var started = TimeProvider.System.GetTimestamp();
        await next(context);
        var route = Route(context);
        if (route.StartsWith("/health/", StringComparison.Ordinal)) return;
        logger.LogInformation("{Method} {Route} {Status} in {Milliseconds} ms by {Body}, trace {TraceId}",
            context.Request.Method, route, context.Response.StatusCode,
            Math.Round(TimeProvider.System.GetElapsedTime(started).TotalMilliseconds, 1), BodyOf(context), context.TraceIdentifier);
    }

    /// <summary>The template that the request met, such as /api/cases/{number}; "-" where it met none.</summary>
    public static string Route(HttpContext context)
    {
        var endpoint = context.Features.Get<IExceptionHandlerFeature>()?.Endpoint ?? context.GetEndpoint();
        var template = (endpoint as RouteEndpoint)?.RoutePattern.RawText ?? "-";
        return template.Length > 1 ? template.TrimEnd('/') : template;
    }

    private static string BodyOf(HttpContext context)
    {
        if (context.User.Identity?.IsAuthenticated is not true || Principals.Read(context.User) is not { } caller) return "-";
        return caller.ServicePoint ?? caller.Posts.Select(p => p.Body).FirstOrDefault() ?? "-";
    }
}
