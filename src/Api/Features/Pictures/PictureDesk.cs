using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Storage;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Catalogue;
using OneWindow.Domain.WorkItems;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Pictures;
using WorkItemKind = OneWindow.Domain.WorkItems.WorkItemKind;

namespace OneWindow.Api.Features.Pictures;

/// <summary>Draws the workflow of a case with the way that it has taken.</summary>
internal sealed class PictureDesk(OneWindowDb db, CatalogueSnapshot catalogue, Plans plans)
{
    public async Task<CasePicture> OfAsync(CaseFile file, CancellationToken ct)
    {
        var tasks = await db.WorkItems.AsNoTracking().Where(w => w.CaseId == file.Id && !WorkItemKinds.BesideWorkflow.Contains(w.Kind) && w.Kind != WorkItemKind.Incident)
            .OrderBy(w => w.OpenedAt).ThenBy(w => w.Id).Select(w => new PassedTask(w.ActivityId, w.Outcome, w.OpenedAt, w.ClosedAt)).ToListAsync(ct);
        return Of(file, tasks);
    }

    /// <param name="tasks">Those of the workflow's steps, the oldest first.</param>
    public CasePicture Of(CaseFile file, IReadOnlyList<PassedTask> tasks)
    {
        var picture = FlowPicture.Of(plans.Of(catalogue, file.DefinitionId, file.DefinitionVersion));
        var path = new CasePath(picture, tasks, file.IsClosed ? file.Result : null);
        var service = catalogue.Service(file.ServiceKey, file.ServiceVersion)?.Definition;
        return new CasePicture(
            picture, [.. picture.Steps.Select(s => new MarkedStep(s, TitleOf(s, service), path.StateOf(s), catalogue.Calendar.Local(path.AtOf(s))))], path.Taken);
    }

    /// <summary>A step's own title; of an end, the name that the service gives its result.</summary>
    public static BilingualText TitleOf(PictureStep step, ServiceDefinition? service) =>
        step.Result is { } key && service?.Results.FirstOrDefault(r => r.Key == key) is { } result ? new BilingualText(result.Name, result.NameEn ?? result.Name) : step.Title;
}
