using MediatR;
using OneWindow.Api.Features.Messages.Outbox;
using OneWindow.Api.Features.Pipeline;

namespace OneWindow.Api.Endpoints;

internal static class MessageEndpoints
{
    public static void MapMessages(this IEndpointRouteBuilder app)
    {
        var messages = app.MapGroup("/api/messages").RequireAuthorization().WithTags("messages").ProducesProblem(401).ProducesProblem(403);
        messages.MapGet("", List).ProducesProblem(400);
        messages.MapGet("/{id:guid}/attempts", Attempts).ProducesProblem(404);
        messages.MapPost("/{id:guid}/retry", Retry).ProducesProblem(404).ProducesProblem(409);
        messages.MapPost("/retry", RetryAll);
        app.MapGet("/api/notices", Notices).RequireAuthorization().WithTags("messages").ProducesProblem(400).ProducesProblem(401);
    }

    private static Task<Page<MessageView>> List([AsParameters] ListMessages query, IMediator mediator, CancellationToken ct) => mediator.Send(query, ct);

    private static Task<Page<AttemptView>> Attempts(Guid id, IMediator mediator, CancellationToken ct) => mediator.Send(new ListAttempts(id), ct);

    private static Task<RetriedView> Retry(Guid id, IMediator mediator, CancellationToken ct) => mediator.Send(new RetryMessage(id), ct);

    private static Task<RetriedView> RetryAll(IMediator mediator, CancellationToken ct) => mediator.Send(new RetryParked(), ct);

    private static Task<Page<NoticeView>> Notices([AsParameters] ListNotices query, IMediator mediator, CancellationToken ct) => mediator.Send(query, ct);
}
