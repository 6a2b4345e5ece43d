using MediatR;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Consents;

namespace OneWindow.Api.Endpoints;

internal static class ConsentEndpoints
{
    public static void MapConsents(this IEndpointRouteBuilder app)
    {
        var consents = app.MapGroup("/api/cases/{number}/consents/{key}").RequireAuthorization().WithTags("consents")
            .ProducesProblem(400).ProducesProblem(401).ProducesProblem(404).ProducesProblem(409);
        consents.MapPost("", Give);
        consents.MapPost("/withdraw", Withdraw);
        consents.MapPost("/override", Override);
    }

    private static Task<CaseProgress> Give(string number, string key, WordsBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new RecordConsent(number, key, ConsentAct.Give, body.Words), ct);

    private static Task<CaseProgress> Withdraw(string number, string key, WordsBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new RecordConsent(number, key, ConsentAct.Withdraw, body.Words), ct);

    private static Task<CaseProgress> Override(string number, string key, WordsBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new RecordConsent(number, key, ConsentAct.Override, body.Words), ct);
}

/// <param name="Words">How the applicant said so; for an override the reason.</param>
internal sealed record WordsBody(string? Words);
