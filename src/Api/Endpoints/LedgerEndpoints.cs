using MediatR;
using OneWindow.Api.Features.CaseLedger;
using OneWindow.Api.Features.LongRuns;
using OneWindow.Api.Hosting;
using OneWindow.Api.Pages.Shared;

namespace OneWindow.Api.Endpoints;

/// <summary>The ledger of cases, and taking it away.</summary>
internal static class LedgerEndpoints
{
    public static void MapLedgers(this IEndpointRouteBuilder app)
    {
        var ledger = app.MapGroup("/api/ledgers/cases").RequireAuthorization().WithTags("ledgers").ProducesProblem(400).ProducesProblem(401);
        ledger.MapGet("", List);
        ledger.MapGet("/export", Export).Produces(200).ProducesProblem(409);
        ledger.MapPost("/exports", Start).Produces<RunView>(202).ProducesProblem(409);
        app.MapGet("/ledgers/export", ExportFromPage).RequireAuthorization().ExcludeFromDescription();
    }

    private static Task<LedgerList> List([AsParameters] LedgerFilter filter, string? cursor, int? size, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new ListLedger(filter, cursor, size), ct);

    private static async Task<IResult> Export([AsParameters] LedgerFilter filter, string? format, HttpRequest request, IMediator mediator, CancellationToken ct) =>
        new SheetResult(await mediator.Send(new ExportLedger(filter, format, RefusalTexts.WantsEnglish(request)), ct));

    private static async Task<IResult> ExportFromPage([AsParameters] LedgerFilter filter, string? format, Texts texts, IMediator mediator, CancellationToken ct) =>
        new SheetResult(await mediator.Send(new ExportLedger(filter, format, texts.IsEnglish), ct));

    private static async Task<IResult> Start(LedgerFilter body, HttpRequest request, IMediator mediator, CancellationToken ct)
    {
        var run = await mediator.Send(new StartLedgerExport(body, RefusalTexts.WantsEnglish(request)), ct);
        return TypedResults.Accepted($"/api/runs/{run.Id}", run);
    }
}
