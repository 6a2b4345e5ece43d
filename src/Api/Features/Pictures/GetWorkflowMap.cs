using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Storage;
using OneWindow.Domain.Access;
using OneWindow.Domain.WorkItems;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Pictures;
using WorkItemKind = OneWindow.Domain.WorkItems.WorkItemKind;

namespace OneWindow.Api.Features.Pictures;

/// <summary>Where the open cases of a workflow stand, and how long: the joint office's map.</summary>
internal sealed record GetWorkflowMap(string DefinitionId) : IRequest<WorkflowMap>;

/// <summary>The published version's picture with what waits at each step, cases of earlier versions among them.</summary>
/// <param name="Elsewhere">Open tasks at steps that this version does not have.</param>
/// <param name="Service">Key of the service whose cases run it; empty for none.</param>
internal sealed record WorkflowMap(string DefinitionId, string Name, int Version, FlowPicture Picture, IReadOnlyList<MapStep> Steps, int Elsewhere, string Service);

/// <param name="Open">Open tasks.</param>
/// <param name="Late">Of these, the ones past their limit.</param>
/// <param name="OldestAt">When the oldest of them was opened; null where there is none.</param>
/// <param name="OldestDays">Whole days since then.</param>
internal sealed record MapStep(PictureStep Step, BilingualText Title, int Open, int Late, DateTimeOffset? OldestAt, int OldestDays);

/// <summary>The map as a list, for software.</summary>
internal sealed record MapView(string DefinitionId, string Name, int Version, int Elsewhere, IReadOnlyList<MapStepView> Steps)
{
    public static MapView Of(WorkflowMap map) => new(map.DefinitionId, map.Name, map.Version, map.Elsewhere,
        [.. map.Steps.Select(s => new MapStepView(s.Step.ActivityId, s.Title.Zh, s.Title.En, s.Step.Kind.ToString(), s.Open, s.Late, s.OldestAt, s.OldestDays))]);
}

internal sealed record MapStepView(
    string ActivityId, string Title, string TitleEn, string Kind, int Open, int Late, DateTimeOffset? OldestAt, int OldestDays);

internal sealed class GetWorkflowMapHandler(OneWindowDb db, CurrentCaller caller, CatalogueSnapshot catalogue, Plans plans, TimeProvider clock)
    : IRequestHandler<GetWorkflowMap, WorkflowMap>
{
    public async Task<WorkflowMap> Handle(GetWorkflowMap request, CancellationToken cancellationToken)
    {
        _ = caller.RequiredOffice;
        var workflow = catalogue.Workflow(request.DefinitionId) ?? throw AccessErrors.NotFound();
        var plan = plans.Of(catalogue, workflow.Id, workflow.Version);
        var picture = FlowPicture.Of(plan);
        var service = catalogue.Services.FirstOrDefault(s => s.Definition.Workflow == workflow.Id)?.Definition;
        var waiting = await WaitingAsync(service?.Key ?? "", cancellationToken);
        var now = clock.GetUtcNow();
        var steps = picture.Steps.Select(s => Step(s, PictureDesk.TitleOf(s, service), [.. waiting.Where(w => s.Covers(w.ActivityId))], now)).ToList();
        return new WorkflowMap(
            workflow.Id, plan.Definition.Name ?? workflow.Id, workflow.Version, picture, steps,
            waiting.Where(w => picture.Find(w.ActivityId) is null).Sum(w => w.Open), service?.Key ?? "");
    }

    private async Task<IReadOnlyList<WaitingAt>> WaitingAsync(string service, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return await db.WorkItems.AsNoTracking()
            .Where(w => w.ServiceKey == service && w.State == WorkItemState.Open && !WorkItemKinds.BesideWorkflow.Contains(w.Kind) && w.Kind != WorkItemKind.Incident)
            .GroupBy(w => w.ActivityId)
            .Select(g => new WaitingAt(g.Key, g.Count(), g.Count(w => w.DueOrder <= now), g.Min(w => w.OpenedAt))).ToListAsync(ct);
    }

    private MapStep Step(PictureStep step, BilingualText title, IReadOnlyList<WaitingAt> waiting, DateTimeOffset now)
    {
        DateTimeOffset? oldest = waiting.Count == 0 ? null : waiting.Min(w => w.OldestAt);
        return new MapStep(step, title, waiting.Sum(w => w.Open), waiting.Sum(w => w.Late), catalogue.Calendar.Local(oldest), oldest is { } at ? (int)(now - at).TotalDays : 0);
    }

    private sealed record WaitingAt(string ActivityId, int Open, int Late, DateTimeOffset OldestAt);
}
