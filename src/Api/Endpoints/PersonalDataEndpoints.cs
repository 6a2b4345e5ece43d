using MediatR;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.PersonalData;

namespace OneWindow.Api.Endpoints;

internal static class PersonalDataEndpoints
{
    public static void MapPersonalData(this IEndpointRouteBuilder app)
    {
        var data = app.MapGroup("/api/cases/{number}/personal-data").RequireAuthorization().WithTags("personal-data")
            .ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(404);
        // A copy leaves a trace, and is therefore no GET.
        data.MapPost("/copy", Copy);
        data.MapPost("/correct", Correct).ProducesProblem(409);
    }

    private static Task<PersonalDataCopy> Copy(string number, ReasonBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new CopyPersonalData(number, body.Reason), ct);

    private static Task<CaseProgress> Correct(string number, CorrectionBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new CorrectPersonalData(number, body.Name, body.Phone, body.AgentName, body.AgentPhone, body.Reason), ct);
}

/// <summary>What is right instead; what stays is left out.</summary>
internal sealed record CorrectionBody(string? Name, string? Phone, string? AgentName, string? AgentPhone, string? Reason);
