using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Consents;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Storage;
using OneWindow.Domain.Access;
using OneWindow.Domain.Audit;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Organisations;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Features.Tasks;

/// <summary>
/// An open task always has somebody who may decide it: where the rules leave nobody of its post, the same role of the
/// body above takes it, and where no body above has anybody either, the joint office.
/// </summary>
internal sealed class PostKeeper(OneWindowDb db, CatalogueSnapshot catalogue, DecisionRules rules, ConsentGate consents)
{
    /// <summary>Moves a task up where nobody of its post may decide it. A post that nobody holds at all stays as configured.</summary>
    public async Task KeepAsync(WorkItem item, CaseFile file, DateTimeOffset now, CancellationToken ct)
    {
        var excluded = await rules.OfAsync(item, file, ct);
        if (!excluded.Any) return;
        var above = BodiesAbove(item.Body).ToList();
        var people = await rules.PeopleAsync(above.Select(o => o.Code).Append(item.Body), ct);
        if (!people[item.Post].Any() || !people[item.Post].All(excluded.Holds)) return;
        var from = item.Body;
        var target = above.Select(o => new Post(o.Code, item.Role)).Where(p => people[p.ToString()].Any(u => !excluded.Holds(u))).Cast<Post?>().FirstOrDefault();
        if (target is null && catalogue.Organisations.Find(item.Body)?.Is(OrganisationDirectory.JointOfficeKind) is true) return;
        var to = target ?? catalogue.Organisations.PostOfOffice(file.ApplicantArea);
        await LetInAsync(file, to.Body, item.ActivityId, Actor.System, now, ct);
        item.ClimbTo(to);
        db.Audit.Add(file.Audit(new AuditFact("system", null, "passed-up", item.ActivityId,
            JsonSerializer.Serialize(new { title = item.TitleZh, titleEn = item.TitleEn, from, to = item.Body }, CaseJson.Detail)), now));
    }

    /// <summary>A body gets a step of the case: with the consents that the service asks for, it sees the case from then on.</summary>
    /// <exception cref="Domain.Errors.RefusedException"><c>consent-needed</c>, unless only time does it.</exception>
    public Task LetInAsync(CaseFile file, string body, string activityId, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        consents.Pass(file, body, activityId, actor, now);
        return JoinAsync(file, body, ct);
    }

    /// <summary>The same for a body that is asked about a step of another one.</summary>
    /// <exception cref="Domain.Errors.RefusedException"><c>consent-needed</c>.</exception>
    public async Task LetInAskedAsync(CaseFile file, string body, string activityId, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        if (await TakesPartAsync(file, body, ct)) consents.Pass(file, body, activityId, actor, now);
        else consents.PassAsked(file, body, activityId, actor, now);
        await JoinAsync(file, body, ct);
    }

    /// <summary>The window that registered the case, or the office that decides whose a task is, sees the case in any event.</summary>
    public async Task JoinAsync(CaseFile file, string body, CancellationToken ct)
    {
        if (!await TakesPartAsync(file, body, ct)) db.CaseBodies.Add(new CaseBody(file, body));
    }

    private async Task<bool> TakesPartAsync(CaseFile file, string body, CancellationToken ct) =>
        db.ChangeTracker.Entries<CaseBody>().Any(e => e.Entity.CaseId == file.Id && e.Entity.Body == body)
        || await db.CaseBodies.AnyAsync(b => b.CaseId == file.Id && b.Body == body, ct);

    private IEnumerable<Organisation> BodiesAbove(string body)
    {
        var directory = catalogue.Organisations;
        for (var above = directory.Find(directory.Find(body)?.Parent); above is not null; above = directory.Find(above.Parent)) yield return above;
    }
}
