using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Consents;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Storage;
using OneWindow.Domain.Audit;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Organisations;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Features.Tasks;

/// <summary>
/// Where everybody of a post is away, the body that covers for its body (<c>coveredBy</c> of organisations.json) gets the
/// task, and what covers for that one where there is nobody either. Without such a body the task waits in the queue.
/// </summary>
internal sealed class PostCover(OneWindowDb db, CatalogueSnapshot catalogue, PostKeeper posts, DecisionRules rules, ConsentGate consents)
{
    /// <summary>Looks after every task that this unit of work opens for a case: somebody may decide it, and is there to.</summary>
    public async Task KeepOpenedAsync(CaseFile file, DateTimeOffset now, CancellationToken ct)
    {
        var opened = db.ChangeTracker.Entries<WorkItem>().Where(e => e.State is EntityState.Added).Select(e => e.Entity)
            .Where(w => w.CaseId == file.Id && w.IsOpen).ToList();
        foreach (var item in opened)
        {
            await posts.KeepAsync(item, file, now, ct);
            await PassAsync(item, file, now, ct);
        }
    }

    /// <summary>Passes an open task on that nobody holds, where somebody is there to take it.</summary>
    /// <returns>Whether it went.</returns>
    public async Task<bool> PassAsync(WorkItem item, CaseFile file, DateTimeOffset now, CancellationToken ct)
    {
        if (item.Assignee is not null || Covering(item.Body).ToList() is not { Count: > 0 } covering) return false;
        var people = await rules.PeopleAsync(covering.Append(item.Body), ct);
        var excluded = await rules.OfAsync(item, file, ct);
        if (await AreAwayAsync(people[item.Post].Where(u => !excluded.Holds(u)), now, ct) is not true) return false;
        foreach (var post in covering.Select(body => catalogue.Organisations.PostFor(body, item.Role)))
        {
            var there = people[post.ToString()].Where(u => !excluded.Holds(u)).ToList();
            if (there.Count == 0 || await AreAwayAsync(there, now, ct) is not false) continue;
            var from = item.Body;
            consents.Pass(file, post.Body, item.ActivityId, Actor.System, now);
            item.ClimbTo(post);
            await posts.JoinAsync(file, post.Body, ct);
            db.Audit.Add(file.Audit(new AuditFact("system", null, "post-covered", item.ActivityId,
                JsonSerializer.Serialize(new { title = item.TitleZh, titleEn = item.TitleEn, from, to = post.Body }, CaseJson.Detail)), now));
            return true;
        }

        return false;
    }

    /// <summary>Whether all of some people are away today; null for nobody at all, which absence has no part in.</summary>
    public async Task<bool?> AreAwayAsync(IEnumerable<string> userNames, DateTimeOffset now, CancellationToken ct)
    {
        var (names, today) = (userNames.Distinct(StringComparer.Ordinal).ToArray(), catalogue.Calendar.LocalDate(now));
        if (names.Length == 0) return null;
        var away = await db.Absences.AsNoTracking().Where(a => names.Contains(a.UserName) && a.EndedAt == null && a.FromOn <= today && today <= a.UntilOn)
            .Select(a => a.UserName).Distinct().CountAsync(ct);
        return away == names.Length;
    }

    /// <summary>The bodies that cover for one, nearest first.</summary>
    private IEnumerable<string> Covering(string body)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { body };
        for (var next = catalogue.Organisations.Find(body)?.CoveredBy; next is not null && seen.Add(next); next = catalogue.Organisations.Find(next)?.CoveredBy) yield return next;
    }
}
