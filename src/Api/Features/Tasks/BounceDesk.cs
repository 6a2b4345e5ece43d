using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Process;
using OneWindow.Domain.Access;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Organisations;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Features.Tasks;

/// <summary>Finds out who gets a task that a body declines: the body it suggests, else the window; the third time the joint meeting's office.</summary>
internal sealed class BounceDesk(PostKeeper posts, CatalogueSnapshot catalogue)
{
    /// <exception cref="Domain.Errors.RefusedException"><c>body-unknown</c>, <c>body-same</c>, <c>body-bounced</c>, <c>consent-needed</c>.</exception>
    public async Task<CaseBounce> PassOnAsync(WorkItem item, CaseFile file, NotOurs request, Caller who, DateTimeOffset now, CancellationToken ct)
    {
        var suggested = string.IsNullOrWhiteSpace(request.SuggestedBody) ? null : Suggested(request.SuggestedBody.Trim(), item, file);
        var bounce = new CaseBounce(item.ActivityId, item.Body, who.UserName, request.Reason!.Trim(), suggested, now);
        var count = file.Bounce(bounce);
        if (count < CaseFile.BounceForMeeting && suggested is not null)
        {
            await posts.LetInAsync(file, suggested, item.ActivityId, Actor.Of(who, bounce.Body), now, ct);
            item.TransferTo(suggested);
        }
        else
        {
            item.AwaitAssignment((count < CaseFile.BounceForMeeting ? WindowOf(file, bounce.Body) : null) ?? catalogue.Organisations.PostOfOffice(file.ApplicantArea));
            await posts.JoinAsync(file, item.Body, ct);
        }

        await posts.KeepAsync(item, file, now, ct);
        return bounce;
    }

    private string Suggested(string code, WorkItem item, CaseFile file)
    {
        if (catalogue.Organisations.Find(code) is not { } body || !body.Roles.Contains(item.Role, StringComparer.Ordinal)) throw WorkItemErrors.BodyUnknown(code, "suggestedBody");
        if (code == item.Body) throw WorkItemErrors.SameBody("suggestedBody");
        return file.HasBounced(item.ActivityId, code) ? throw WorkItemErrors.BodyBounced("suggestedBody", catalogue.BodyName(code)) : code;
    }

    /// <summary>The window that registered the case; null where it is the one that says no.</summary>
    private Post? WindowOf(CaseFile file, string from) =>
        file.Station != from && catalogue.Organisations.Find(file.Station) is { Roles: [var role, ..] } ? new Post(file.Station, role) : null;
}
