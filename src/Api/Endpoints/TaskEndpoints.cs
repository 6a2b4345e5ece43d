using System.Text.Json;
using MediatR;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Due;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Features.Supervising;
using OneWindow.Api.Features.Tasks;
using OneWindow.Domain.Supervising;

namespace OneWindow.Api.Endpoints;

internal static class TaskEndpoints
{
    public static RouteGroupBuilder MapTasks(this IEndpointRouteBuilder app)
    {
        var tasks = app.MapGroup("/api/tasks").RequireAuthorization().WithTags("tasks").ProducesProblem(401);
        tasks.MapGet("", List).ProducesProblem(400);
        tasks.MapGet("/{id:guid}", Get).ProducesProblem(404);
        tasks.MapPost("/claim", ClaimMany).ProducesProblem(400);
        tasks.MapPost("/release", ReleaseMany).ProducesProblem(400);
        tasks.MapPost("/{id:guid}/claim", Claim).Refuses();
        tasks.MapPost("/{id:guid}/release", Release).Refuses();
        tasks.MapPost("/{id:guid}/complete", Complete).Refuses();
        tasks.MapPost("/{id:guid}/return", Return).Refuses();
        tasks.MapPost("/{id:guid}/transfer", Transfer).Refuses();
        tasks.MapPost("/{id:guid}/not-ours", NotOurs).Refuses();
        tasks.MapPost("/{id:guid}/recuse", Recuse).Refuses();
        tasks.MapPost("/{id:guid}/consult", Consult).Refuses();
        tasks.MapGet("/{id:guid}/return-targets", ReturnTargets).ProducesProblem(404);
        tasks.MapGet("/{id:guid}/consults", Consults).ProducesProblem(404);
        tasks.MapPost("/{id:guid}/recall", Recall).Refuses();
        tasks.MapPost("/{id:guid}/chase", Chase).Refuses();
        tasks.MapPost("/{id:guid}/extend", Extend).Refuses();
        tasks.MapPost("/supervise", Supervise).ProducesProblem(400).ProducesProblem(403);
        return tasks;
    }

    private static Task<TaskBatchResult> ClaimMany(BatchBody body, TaskBatch batch, CancellationToken ct) => batch.RunAsync(body.Ids, release: false, ct);

    private static Task<TaskBatchResult> ReleaseMany(BatchBody body, TaskBatch batch, CancellationToken ct) => batch.RunAsync(body.Ids, release: true, ct);

    private static Task<CaseProgress> Claim(Guid id, IMediator mediator, CancellationToken ct) => mediator.Send(new ClaimTask(id, Release: false), ct);

    private static Task<CaseProgress> Release(Guid id, IMediator mediator, CancellationToken ct) => mediator.Send(new ClaimTask(id, Release: true), ct);

    private static Task<CaseProgress> Complete(Guid id, CompleteBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new CompleteTask(id, body.Outcome, body.Opinion, body.Data), ct);

    private static Task<CaseProgress> Return(Guid id, ReturnBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new ReturnTask(id, body.ToActivityId, body.Reason), ct);

    private static Task<CaseProgress> Transfer(Guid id, TransferBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new TransferTask(id, body.To, body.Reason), ct);

    private static Task<CaseProgress> NotOurs(Guid id, NotOursBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new NotOurs(id, body.Reason, body.SuggestedBody), ct);

    private static Task<CaseProgress> Recuse(Guid id, ReasonBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new RecuseFromTask(id, body.Reason), ct);

    private static Task<CaseProgress> Consult(Guid id, ConsultBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new ConsultTask(id, body.To, body.Question, body.Kind), ct);

    private static Task<Page<ConsultView>> Consults(Guid id, IMediator mediator, CancellationToken ct) => mediator.Send(new ListConsults(id), ct);

    private static Task<Page<ReturnTarget>> ReturnTargets(Guid id, IMediator mediator, CancellationToken ct) => mediator.Send(new ListReturnTargets(id), ct);

    private static Task<CaseProgress> Recall(Guid id, ReasonBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new RecallConsult(id, body.Reason), ct);

    private static Task<CaseProgress> Chase(Guid id, ChaseBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new SuperviseTask(id, SupervisoryActKind.Chase, body.Message, NoteField: "message"), ct);

    private static Task<CaseProgress> Extend(Guid id, ExtensionInput body, IMediator mediator, CancellationToken ct) => mediator.Send(new ExtendTask(id, body), ct);

    private static Task<SupervisedTasks> Supervise(SuperviseTasks body, SupervisionBatch batch, CancellationToken ct) => batch.RunAsync(body, ct);

    private static void Refuses(this RouteHandlerBuilder command) =>
        command.ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);

    private static Task<Page<TaskView>> List([AsParameters] ListTasks query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query, ct);

    private static Task<TaskView> Get(Guid id, IMediator mediator, CancellationToken ct) => mediator.Send(new GetTask(id), ct);
}

internal sealed record BatchBody(IReadOnlyList<Guid>? Ids);

internal sealed record CompleteBody(string? Outcome, string? Opinion, JsonElement? Data);

internal sealed record ReturnBody(string? ToActivityId, string? Reason);

internal sealed record ConsultBody(IReadOnlyList<string?>? To, string? Question, string? Kind);

internal sealed record ChaseBody(string? Message);

internal sealed record NotOursBody(string? Reason, string? SuggestedBody);

internal sealed record TransferBody(string? To, string? Reason);
