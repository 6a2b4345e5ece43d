using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Storage;
using OneWindow.Domain.Access;
using OneWindow.Domain.Cases;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Features.Tasks;

/// <summary>Who of a task's post may decide it: nobody approves a case of their own or checks a step of their own, and whoever keeps out keeps out.</summary>
internal sealed class DecisionRules(OneWindowDb db)
{
    /// <summary>Who may not decide a task, on what is known now, unsaved answers included.</summary>
    public async Task<Exclusions> OfAsync(WorkItem item, CaseFile file, CancellationToken ct) =>
        Of(item, file.RegisteredBy, file.Recusals, item.ExcludedSteps.Count == 0 ? [] : [.. (await DecidersAsync([file.Id], ct))[file.Id]]);

    /// <summary>User names of those who may decide each of some tasks, by task.</summary>
    public async Task<IReadOnlyDictionary<Guid, IReadOnlyList<string>>> CandidatesAsync(IReadOnlyCollection<WorkItem> items, CancellationToken ct)
    {
        if (items.Count == 0) return new Dictionary<Guid, IReadOnlyList<string>>();
        var people = await PeopleAsync(items.Select(i => i.Body), ct);
        var ids = items.Select(i => i.CaseId).Distinct().ToArray();
        var cases = await db.Cases.AsNoTracking().Where(c => ids.Contains(c.Id))
            .Select(c => new { c.Id, c.RegisteredBy, c.Recusals }).ToDictionaryAsync(c => c.Id, ct);
        var asking = items.Where(i => i.ExcludedSteps.Count > 0).Select(i => i.CaseId).Distinct().ToArray();
        var deciders = await DecidersAsync(asking, ct);
        var candidates = new Dictionary<Guid, IReadOnlyList<string>>();
        foreach (var item in items)
        {
            var found = cases[item.CaseId];
            var excluded = Of(item, found.RegisteredBy, found.Recusals, [.. deciders[item.CaseId]]);
            candidates[item.Id] = [.. people[item.Post].Where(p => !excluded.Holds(p))];
        }

        return candidates;
    }

    /// <summary>User names by post, of everybody who may sign in for one of these bodies.</summary>
    public async Task<ILookup<string, string>> PeopleAsync(IEnumerable<string> bodies, CancellationToken ct)
    {
        var codes = bodies.Distinct().ToArray();
        var rows = await (from account in db.Accounts.AsNoTracking()
                          from post in account.Posts
                          where account.IsEnabled && codes.Contains(post.Body)
                          orderby account.UserName
                          select new { post.Body, post.Role, account.UserName }).ToListAsync(ct);
        return rows.ToLookup(r => new Post(r.Body, r.Role).ToString(), r => r.UserName);
    }

    private static Exclusions Of(WorkItem item, string registrar, IReadOnlyList<CaseRecusal>? recusals, IReadOnlyList<(string Step, string By)> deciders)
    {
        var involved = deciders.Where(d => item.ExcludedSteps.Contains(d.Step)).Select(d => d.By).ToHashSet(StringComparer.Ordinal);
        if (item.ExcludesRegistrar) involved.Add(registrar);
        return new Exclusions(involved, recusals?.Select(r => r.UserName).ToHashSet(StringComparer.Ordinal) ?? []);
    }

    /// <summary>Who answered which step, by case.</summary>
    /// <remarks>What this unit of work holds may be newer than what is stored: the step before was answered a moment ago.</remarks>
    private async Task<ILookup<Guid, (string Step, string By)>> DecidersAsync(Guid[] cases, CancellationToken ct)
    {
        if (cases.Length == 0) return Array.Empty<Guid>().ToLookup(id => id, _ => ("", ""));
        var stored = await db.WorkItems.AsNoTracking().Where(w => cases.Contains(w.CaseId) && w.State == WorkItemState.Done && w.CompletedBy != null)
            .Select(w => new { w.CaseId, w.ActivityId, w.CompletedBy }).ToListAsync(ct);
        var held = db.ChangeTracker.Entries<WorkItem>().Select(e => e.Entity).Where(w => cases.Contains(w.CaseId) && w.CompletedBy is not null)
            .Select(w => new { w.CaseId, w.ActivityId, w.CompletedBy });
        return stored.Concat(held).ToLookup(d => d.CaseId, d => (d.ActivityId, d.CompletedBy!));
    }
}
