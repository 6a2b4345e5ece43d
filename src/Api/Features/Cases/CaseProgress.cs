using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Tasks;
using OneWindow.Api.Storage;
using OneWindow.Domain.Access;
using OneWindow.Domain.Cases;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Features.Cases;

/// <summary>Where a case stands after a command.</summary>
internal sealed record CaseProgress(
    string Number, CaseStatus Status, string? Stage, string? StageEn, string? Result, DateOnly? DueOn, IReadOnlyList<TaskView> OpenTasks);

/// <summary>Makes the answer of every command on a case.</summary>
internal sealed class CaseProgressReader(OneWindowDb db, CatalogueSnapshot catalogue, DecisionRules rules, CaseReader cases)
{
    /// <summary>Reads from the unit of work that was just saved, so that no query is needed for what is at hand.</summary>
    public async Task<CaseProgress> OfAsync(CaseFile file, Caller who, DateTimeOffset now, CancellationToken ct)
    {
        var items = cases.OpenItemsOf(file) ?? await db.WorkItems.Where(w => w.CaseId == file.Id && w.State == WorkItemState.Open).ToListAsync(ct);
        var open = items.OrderBy(w => w.OpenedAt).ThenBy(w => w.Id).ToList();
        var candidates = who.SeesEverything ? await rules.CandidatesAsync(open, ct) : null;
        return new CaseProgress(file.Number, file.Status, file.StageZh, file.StageEn, file.Result, catalogue.Calendar.LastDay(file.DueAt),
            [.. open.Select(i => TaskView.Of(i, catalogue, now, candidates?[i.Id]))]);
    }
}
