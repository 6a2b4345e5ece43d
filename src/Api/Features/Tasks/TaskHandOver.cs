using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Absences;
using OneWindow.Api.Features.Process;
using OneWindow.Domain.Access;
using OneWindow.Domain.Cases;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Features.Tasks;

/// <summary>Gives a task to another body or to a colleague, within the rules on who may decide it.</summary>
internal sealed class TaskHandOver(CatalogueSnapshot catalogue, DecisionRules rules, PostKeeper posts, StandIns standIns)
{
    /// <param name="to">Code of a body, or the user name of somebody of the task's post.</param>
    /// <exception cref="Domain.Errors.RefusedException">
    /// <c>body-unknown</c>, <c>body-same</c>, <c>body-bounced</c>, <c>consent-needed</c>, <c>self-approval</c>, <c>recused</c>.
    /// </exception>
    public async Task ToAsync(WorkItem item, CaseFile file, string to, Caller who, DateTimeOffset now, CancellationToken ct)
    {
        if (catalogue.Organisations.Find(to) is not { } body) await ToColleagueAsync(item, file, to, now, ct);
        else
        {
            if (!body.Roles.Contains(item.HomeRole ?? item.Role, StringComparer.Ordinal)) throw WorkItemErrors.BodyUnknown(to);
            // Only the joint office may hold a body to what it has declined.
            if (!who.SeesEverything && file.HasBounced(item.ActivityId, to)) throw WorkItemErrors.BodyBounced("to", catalogue.BodyName(to));
            await posts.LetInAsync(file, to, item.ActivityId, Actor.Of(who), now, ct);
            item.TransferTo(to, byOffice: who.SeesEverything);
            await posts.KeepAsync(item, file, now, ct);
        }
    }

    private async Task ToColleagueAsync(WorkItem item, CaseFile file, string userName, DateTimeOffset now, CancellationToken ct)
    {
        if (!(await rules.PeopleAsync([item.Body], ct))[item.Post].Contains(userName, StringComparer.Ordinal)) throw WorkItemErrors.BodyUnknown(userName);
        (await rules.OfAsync(item, file, ct)).Refuse(userName);
        if (await standIns.ForAsync(userName, item, file, now, ct) is { } taker) item.AssignTo(taker);
        else item.LetGo();
    }
}
