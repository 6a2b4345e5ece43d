using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Features.Tasks;
using OneWindow.Api.Storage;
using OneWindow.Domain.Access;
using OneWindow.Domain.Audit;
using OneWindow.Domain.Cases;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Features.Absences;

/// <summary>Who gets the tasks of somebody who is away: the deputy where the rules let the deputy decide them, else the post.</summary>
internal sealed class StandIns(OneWindowDb db, CatalogueSnapshot catalogue, DecisionRules rules)
{
    /// <summary>Who gets a task that is meant for a person: the person, a deputy meanwhile, or (null) whoever of the post takes it.</summary>
    public async Task<string?> ForAsync(string userName, WorkItem item, CaseFile file, DateTimeOffset now, CancellationToken ct) =>
        await AwayAsync(userName, now, ct) is { } absence ? await DeputyAsync(absence, item, file, now, ct) : userName;

    /// <summary>Hands over every open task that the person holds.</summary>
    /// <returns>How many.</returns>
    public async Task<int> HandOverAsync(Absence absence, DateTimeOffset now, CancellationToken ct)
    {
        if (!absence.Begin(now)) return 0;
        var held = await db.WorkItems.Where(w => w.Assignee == absence.UserName && w.State == WorkItemState.Open).ToListAsync(ct);
        if (held.Count == 0) return 0;
        var ids = held.Select(w => w.CaseId).Distinct().ToArray();
        var cases = await db.Cases.Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
        foreach (var item in held)
        {
            var file = cases[item.CaseId];
            var to = await DeputyAsync(absence, item, file, now, ct);
            if (to is null) item.LetGo();
            else item.AssignTo(to);
            db.Audit.Add(file.Audit(new AuditFact("system", null, "covered", item.ActivityId,
                JsonSerializer.Serialize(new { title = item.TitleZh, titleEn = item.TitleEn, from = absence.UserName, to }, CaseJson.Detail)), now));
        }

        return held.Count;
    }

    private async Task<Absence?> AwayAsync(string userName, DateTimeOffset now, CancellationToken ct)
    {
        var today = catalogue.Calendar.LocalDate(now);
        return await db.Absences.AsNoTracking().FirstOrDefaultAsync(a => a.UserName == userName && a.EndedAt == null && a.FromOn <= today && today <= a.UntilOn, ct);
    }

    // A deputy who is away too, or who may not decide this very task, leaves it to the post.
    private async Task<string?> DeputyAsync(Absence absence, WorkItem item, CaseFile file, DateTimeOffset now, CancellationToken ct) =>
        absence.Deputy is { } deputy
        && (await rules.PeopleAsync([item.Body], ct))[item.Post].Contains(deputy, StringComparer.Ordinal)
        && !(await rules.OfAsync(item, file, ct)).Holds(deputy)
        && await AwayAsync(deputy, now, ct) is null
            ? deputy
            : null;
}
