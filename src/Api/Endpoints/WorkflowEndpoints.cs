using MediatR;
using OneWindow.Api.Features.Definitions;
using OneWindow.Api.Features.LongRuns;
using OneWindow.Api.Features.Pictures;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Hosting;

namespace OneWindow.Api.Endpoints;

internal static class WorkflowEndpoints
{
    /// <summary>Definitions have thousands of lines at most; anything larger is a mistake.</summary>
    private const int MaxDefinitionBytes = 8 * 1024 * 1024;

    public static void MapWorkflows(this IEndpointRouteBuilder app)
    {
        var workflows = app.MapGroup("/api/workflows").RequireAuthorization().WithTags("workflows").ProducesProblem(401);
        workflows.MapGet("", List);
        workflows.MapGet("/{definitionId}/versions", Versions).ProducesProblem(403).ProducesProblem(404);
        workflows.MapGet("/{definitionId}/versions/{version:int}", Export).ProducesProblem(404);
        workflows.MapPost("/check", Check).Accepts<object>("application/json");
        workflows.MapPost("", Import).Accepts<object>("application/json").ProducesProblem(400).ProducesProblem(403);
        workflows.MapPost("/{definitionId}/publish", Publish).ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);
        workflows.MapGet("/{definitionId}/diff", Diff).ProducesProblem(400).ProducesProblem(403).ProducesProblem(404);
        workflows.MapGet("/{definitionId}/map", Map).ProducesProblem(403).ProducesProblem(404);
        workflows.MapPost("/{definitionId}/replay", Replay).ProducesProblem(400).ProducesProblem(403).ProducesProblem(404);
        var migrations = workflows.MapGroup("/{definitionId}/migrations").ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);
        migrations.MapPost("/preview", Preview);
        migrations.MapPost("/apply", Apply);
        migrations.MapPost("/undo", Undo);
        migrations.MapPost("/start", Start).Produces<RunView>(202);
    }

    private static Task<Page<WorkflowSummary>> List(IMediator mediator, CancellationToken ct) => mediator.Send(new ListWorkflows(), ct);

    private static Task<Page<VersionView>> Versions(string definitionId, IMediator mediator, CancellationToken ct) => mediator.Send(new ListVersions(definitionId), ct);

    private static async Task<IResult> Export(string definitionId, int version, IMediator mediator, CancellationToken ct) =>
        TypedResults.Text(await mediator.Send(new ExportWorkflow(definitionId, version), ct), "application/json");

    private static async Task<FindingsView> Check(HttpRequest request, IMediator mediator, CancellationToken ct) =>
        await mediator.Send(new CheckWorkflow(await BodyAsync(request, ct)), ct);

    private static async Task<IResult> Import(HttpRequest request, IMediator mediator, CancellationToken ct)
    {
        var summary = await mediator.Send(new ImportWorkflow(await BodyAsync(request, ct)), ct);
        return TypedResults.Created($"/api/workflows/{summary.DefinitionId}/versions/{summary.Version}", summary);
    }

    private static Task<WorkflowSummary> Publish(string definitionId, IMediator mediator, CancellationToken ct) => mediator.Send(new PublishWorkflow(definitionId), ct);

    private static Task<Page<DiffView>> Diff(string definitionId, int from, int to, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new CompareVersions(definitionId, from, to), ct);

    private static async Task<MapView> Map(string definitionId, IMediator mediator, CancellationToken ct) =>
        MapView.Of(await mediator.Send(new GetWorkflowMap(definitionId), ct));

    private static Task<Page<ReplayView>> Replay(string definitionId, MigrationBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new ReplayCases(definitionId, body), ct);

    private static Task<Page<MigratedCaseView>> Preview(string definitionId, MigrationBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new PreviewMigration(definitionId, body), ct);

    private static Task<Page<MigratedCaseView>> Apply(string definitionId, MigrationBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new ApplyMigration(definitionId, body), ct);

    private static Task<Page<MigratedCaseView>> Undo(string definitionId, MigrationBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new UndoMigration(definitionId, body), ct);

    private static async Task<IResult> Start(string definitionId, StartBody body, HttpRequest request, IMediator mediator, CancellationToken ct)
    {
        var run = await mediator.Send(new StartMigration(definitionId, new MigrationBody(body.From, body.To, body.Map), body.Undo, RefusalTexts.WantsEnglish(request)), ct);
        return TypedResults.Accepted($"/api/runs/{run.Id}", run);
    }

    /// <summary>The document as it came, so that nothing of it is lost.</summary>
    private static async Task<string> BodyAsync(HttpRequest request, CancellationToken ct)
    {
        if (request.ContentLength > MaxDefinitionBytes) throw new BadHttpRequestException("The definition is too large.", StatusCodes.Status413PayloadTooLarge);
        using var reader = new StreamReader(request.Body);
        return await reader.ReadToEndAsync(ct);
    }
}

/// <summary>Which cases to move as long work.</summary>
/// <param name="Map">Steps whose id differs, old to new.</param>
/// <param name="Undo">Takes cases back that were moved.</param>
internal sealed record StartBody(int From, int To, Dictionary<string, string>? Map = null, bool Undo = false);
