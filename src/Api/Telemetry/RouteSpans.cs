using System.Diagnostics;
using OneWindow.Api.Hosting;

namespace OneWindow.Api.Telemetry;

/// <summary>Names the span of a request after its route, as the address itself may carry what somebody typed.</summary>
internal sealed class RouteSpans(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        await next(context);
        if (Activity.Current is not { Source.Name: TelemetryExport.WebSource } span) return;
        var route = RequestLog.Route(context);
        span.DisplayName = $"{context.Request.Method} {route}";
        span.SetTag("http.request.method", context.Request.Method).SetTag("http.route", route)
            .SetTag("http.response.status_code", context.Response.StatusCode);
    }
}
