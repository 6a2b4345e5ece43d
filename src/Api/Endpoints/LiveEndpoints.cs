using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using MediatR;
using Microsoft.AspNetCore.Authentication;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Live;

namespace OneWindow.Api.Endpoints;

/// <summary>
/// Streams of server-sent events for open pages. They carry no content: "change" only says that it is worth asking
/// again, "beat" that the line stands, "bye" that this stream ends and another may be opened.
/// </summary>
internal static class LiveEndpoints
{
    public static void MapLive(this IEndpointRouteBuilder app)
    {
        var live = app.MapGroup("/live").RequireAuthorization().ExcludeFromDescription();
        live.MapGet("/cases/{number}", (string number, int? since, HttpContext context) => OpenAsync(context, new WatchCase(number, since)));
        live.MapGet("/tasks/{id:guid}", (Guid id, int? since, HttpContext context) => OpenAsync(context, new WatchTask(id, since)));
        live.MapGet("/tasks", (string? scope, string? since, string? cases, HttpContext context) => OpenAsync(context, new WatchWorklist(scope, since, cases)));
    }

    private static async Task<IResult> OpenAsync(HttpContext context, IRequest<IReadOnlyList<Watch>> request)
    {
        IReadOnlyList<Watch> watches;
        // In a scope that ends here: an open page must not keep what a request takes from the pools.
        await using (var scope = context.RequestServices.CreateAsyncScope())
            watches = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, context.RequestAborted);
        var session = context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties?.ExpiresUtc;
        var caller = context.RequestServices.GetRequiredService<CurrentCaller>().Required;
        var stream = context.RequestServices.GetRequiredService<LiveHub>().Open(caller.UserName, watches, session);
        context.Response.RegisterForDispose(stream);
        // Proxies that gather answers before they pass them on would gather these for ever.
        context.Response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.ServerSentEvents(EventsAsync(stream, context.RequestAborted));
    }

    private static async IAsyncEnumerable<SseItem<string>> EventsAsync(LiveStream stream, [EnumeratorCancellation] CancellationToken ct)
    {
        yield return Said("open");
        while (await stream.NextAsync(ct) is { } next) yield return Said(next.ToString().ToLowerInvariant());
    }

    // A browser passes over an event without data.
    private static SseItem<string> Said(string word) => new("-", word);
}
