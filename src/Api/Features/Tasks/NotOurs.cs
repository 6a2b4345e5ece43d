using System.Text.Json;
using MediatR;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Consents;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Storage;
using OneWindow.Domain.Access;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Errors;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Features.Tasks;

/// <summary>
/// A body says that a task is not its to do (不归我办). It goes to the body that is suggested, else to the window that
/// registered the case, which must say who does it. The third time, the joint meeting's office decides, and its word holds.
/// </summary>
internal sealed record NotOurs(Guid Id, string? Reason, string? SuggestedBody) : ICommand<CaseProgress>, IValidate
{
    public void Validate(Findings findings)
    {
        if (string.IsNullOrWhiteSpace(Reason)) findings.Add("reason", "请写明理由。(A reason is required.)");
        else if (Reason.Length > CompleteTask.MaxOpinionLength) findings.Add("reason", "理由过长。(The reason is too long.)");
    }
}

internal sealed class NotOursHandler(
    OneWindowDb db, TaskDesk desk, PostKeeper posts, ConsentGate consents, CatalogueSnapshot catalogue, CurrentCaller caller, TimeProvider clock, CaseProgressReader progress)
    : IRequestHandler<NotOurs, CaseProgress>
{
    public async Task<CaseProgress> Handle(NotOurs request, CancellationToken cancellationToken)
    {
        var who = caller.Required;
        var (item, file) = await desk.TakeAsync(who, request.Id, cancellationToken);
        var now = clock.GetUtcNow();
        if (item.Kind is not WorkItemKind.Step) throw WorkItemErrors.NotOursNotHere();
        item.Claim(who);
        item.RefuseWhileUnassigned();
        if (item.IsAssigned) throw WorkItemErrors.BounceFinal();
        var suggested = string.IsNullOrWhiteSpace(request.SuggestedBody) ? null : Suggested(request.SuggestedBody.Trim(), item, file);
        var (from, reason) = (item.Body, request.Reason!.Trim());
        var count = file.Bounce(new CaseBounce(item.ActivityId, from, who.UserName, reason, suggested, now));
        if (count >= CaseFile.BounceForMeeting) item.AwaitAssignment(posts.OfficeOf(file));
        else if (suggested is not null)
        {
            consents.Pass(file, suggested, item.ActivityId, Actor.Of(who, from), now);
            item.TransferTo(suggested);
        }
        else item.AwaitAssignment(WindowOf(file, from) ?? posts.OfficeOf(file));
        await posts.JoinAsync(file, item.Body, cancellationToken);
        await posts.KeepAsync(item, file, now, cancellationToken);
        db.Audit.Add(file.Audit(new(who.UserName, from, "not-ours", item.ActivityId,
            JsonSerializer.Serialize(new { title = item.TitleZh, titleEn = item.TitleEn, from, to = item.Body, suggested, reason, count }, CaseJson.Detail)), now));
        await db.SaveChangesAsync(cancellationToken);
        return await progress.OfAsync(file, who, now, cancellationToken);
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
