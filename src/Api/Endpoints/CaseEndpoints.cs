using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Pictures;
using OneWindow.Api.Features.Due;
using OneWindow.Api.Features.Forecasts;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Domain.Cases;

namespace OneWindow.Api.Endpoints;

internal static class CaseEndpoints
{
    public static RouteGroupBuilder MapCases(this IEndpointRouteBuilder app)
    {
        var cases = app.MapGroup("/api/cases").RequireAuthorization().WithTags("cases").ProducesProblem(401);
        cases.MapGet("", List).ProducesProblem(400);
        cases.MapPost("/search", Search).ProducesProblem(400);
        cases.MapGet("/count", Count).ProducesProblem(400);
        cases.MapGet("/{number}", Get).Produces<CaseView>().Produces(304).ProducesProblem(404);
        cases.MapGet("/{number}/timeline", Timeline).ProducesProblem(404);
        cases.MapGet("/{number}/deadline", Deadline).ProducesProblem(404);
        cases.MapGet("/{number}/explanation", Explain).ProducesProblem(404);
        cases.MapGet("/{number}/forecast", Forecast).ProducesProblem(404);
        cases.MapGet("/{number}/picture", Picture).ProducesProblem(404);
        cases.MapPost("", Register).Produces<RegisteredCase>(201).ProducesProblem(400).ProducesProblem(403).ProducesProblem(409);
        cases.MapPost("/{number}/withdraw", Withdraw).ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);
        cases.MapPost("/{number}/recusals", Recuse).ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);
        cases.MapPost("/{number}/materials", Materials).ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);
        cases.MapPost("/{number}/extend", Extend).ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);
        app.MapGet("/api/calendar", Calendar).RequireAuthorization().WithTags("calendar").ProducesProblem(401);
        return cases;
    }

    private static async Task<IResult> Register(
        RegisterCase body, [FromHeader(Name = "Idempotency-Key")] string? key, IMediator mediator, CancellationToken ct)
    {
        var registered = await mediator.Send(body with { IdempotencyKey = key }, ct);
        return TypedResults.Created($"/api/cases/{registered.Number}", registered);
    }

    private static Task<CaseProgress> Withdraw(string number, WithdrawBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new WithdrawCase(number, body.Reason, body.By), ct);

    private static Task<CaseProgress> Recuse(string number, RecusalBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new RecordRecusal(number, body.User, body.Reason), ct);

    private static Task<CaseProgress> Materials(string number, MaterialsBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new SubmitMaterials(number, body.Materials, body.By), ct);

    private static Task<Page<CaseSummary>> List([AsParameters] ListCases query, IMediator mediator, CancellationToken ct) =>
        CaseSearch.IsPersonal(query.Q) ? throw CaseErrors.SearchInAddress() : mediator.Send(query, ct);

    private static Task<Page<CaseSummary>> Search(ListCases body, IMediator mediator, CancellationToken ct) => mediator.Send(body, ct);

    private static Task<CaseTotals> Count([AsParameters] TotalCases query, IMediator mediator, CancellationToken ct) => mediator.Send(query, ct);

    private static async Task<IResult> Get(string number, HttpContext context, IMediator mediator, CancellationToken ct)
    {
        var view = await mediator.Send(new GetCase(number), ct);
        var tag = ETags.Of(view.Version);
        context.Response.GetTypedHeaders().ETag = tag;
        var unchanged = context.Request.GetTypedHeaders().IfNoneMatch.Any(t => t.Compare(tag, useStrongComparison: false));
        return unchanged ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : TypedResults.Ok(view);
    }

    private static Task<Page<TimelineEntry>> Timeline(string number, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new GetTimeline(number), ct);

    private static Task<CaseDeadlines> Deadline(string number, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new GetDeadline(number), ct);

    private static Task<ForecastView> Forecast(string number, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new GetForecast(number), ct);

    private static async Task<PictureView> Picture(string number, IMediator mediator, CancellationToken ct) =>
        PictureView.Of(await mediator.Send(new GetCasePicture(number), ct));

    private static Task<CaseProgress> Extend(string number, ExtensionInput body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new ExtendCase(number, body), ct);

    private static Task<CalendarView> Calendar(IMediator mediator, CancellationToken ct) => mediator.Send(new GetCalendar(), ct);

    private static Task<Explanation> Explain(string number, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new ExplainCase(number), ct);
}

/// <summary>A record's version as an entity tag.</summary>
internal static class ETags
{
    public static EntityTagHeaderValue Of(int version) => new($"\"{version}\"");
}

internal sealed record ReasonBody(string? Reason);

internal sealed record WithdrawBody(string? Reason, string? By = null);

internal sealed record RecusalBody(string? User, string? Reason);

internal sealed record MaterialsBody(IReadOnlyList<MaterialInput>? Materials, string? By = null);
