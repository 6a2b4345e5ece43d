using MediatR;
using Microsoft.AspNetCore.Mvc;
using OneWindow.Api.Features.Messages.Inbound;
using OneWindow.Api.Features.Messages.Webhooks;
using OneWindow.Api.Features.Pipeline;

namespace OneWindow.Api.Endpoints;

internal static class WebhookEndpoints
{
    /// <summary>An answer and its data take a page; anything larger is a mistake.</summary>
    private const int MaxCallBytes = 64 * 1024;

    public static void MapWebhooks(this IEndpointRouteBuilder app)
    {
        var webhooks = app.MapGroup("/api/webhooks").RequireAuthorization().WithTags("webhooks").ProducesProblem(401).ProducesProblem(403);
        webhooks.MapGet("", List);
        webhooks.MapPost("", Create).Produces<CreatedWebhook>(201).ProducesProblem(400);
        webhooks.MapPost("/{id:guid}/disable", Disable).ProducesProblem(404);
        var partners = app.MapGroup("/api/partners").RequireAuthorization().WithTags("partners").ProducesProblem(401).ProducesProblem(403);
        partners.MapGet("", Partners);
        partners.MapPost("", CreatePartner).Produces<PartnerSecret>(201).ProducesProblem(400).ProducesProblem(409);
        partners.MapPost("/{code}/disable", DisablePartner).ProducesProblem(404);
        partners.MapPost("/{code}/secret", RenewPartner).ProducesProblem(404);
        app.MapPost("/api/inbound/{partner}", Receive).AllowAnonymous().WithTags("partners").Accepts<object>("application/json")
            .WithMetadata(new RequestSizeLimitAttribute(MaxCallBytes)).ProducesProblem(400).ProducesProblem(401).ProducesProblem(404).ProducesProblem(409);
    }

    private static Task<Page<WebhookView>> List(IMediator mediator, CancellationToken ct) => mediator.Send(new ListWebhooks(), ct);

    private static async Task<IResult> Create(CreateWebhook body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Created("/api/webhooks", await mediator.Send(body, ct));

    private static Task<WebhookView> Disable(Guid id, IMediator mediator, CancellationToken ct) => mediator.Send(new DisableWebhook(id), ct);

    private static Task<Page<PartnerView>> Partners(IMediator mediator, CancellationToken ct) => mediator.Send(new ListPartners(), ct);

    private static async Task<IResult> CreatePartner(CreatePartner body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Created("/api/partners", await mediator.Send(body, ct));

    private static Task<PartnerView> DisablePartner(string code, IMediator mediator, CancellationToken ct) => mediator.Send(new DisablePartner(code), ct);

    private static Task<PartnerSecret> RenewPartner(string code, IMediator mediator, CancellationToken ct) => mediator.Send(new RenewPartner(code), ct);

    private static async Task<ReceivedCall> Receive(string partner, HttpRequest request, IMediator mediator, CancellationToken ct)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, ct);
        var call = new SignedCall(
            partner, request.Headers[WebhookSignature.IdHeader], request.Headers[WebhookSignature.TimestampHeader],
            request.Headers[WebhookSignature.SignatureHeader], body.ToArray());
        return await mediator.Send(new ReceiveCall(call), ct);
    }
}
