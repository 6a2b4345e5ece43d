using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Features.Tracking;
using OneWindow.Api.Storage;
using OneWindow.Domain.Errors;
using OneWindow.Domain.Objections;

namespace OneWindow.Api.Features.Aftercare;

/// <summary>The applicant objects to the result at a window.</summary>
internal sealed record FileObjection(string Number, string? Text) : ICommand<Page<ObjectionView>>, IValidate
{
    public void Validate(Findings findings) => Check(Text, findings);

    internal static void Check(string? text, Findings findings)
    {
        if (string.IsNullOrWhiteSpace(text)) findings.Add("objection", "请写明异议的理由。(Say what you object to.)");
        else if (text.Length > Objection.MaxTextLength) findings.Add("objection", "异议内容过长。(The text is too long.)");
    }
}

/// <summary>The applicant objects alone, proved by number and phone tail as when tracking.</summary>
internal sealed record ObjectTracked(string? Number, string? Tail, string? Text) : ICommand<TrackView>, IValidate
{
    public void Validate(Findings findings) => FileObjection.Check(Text, findings);
}

/// <summary>The objections of a case.</summary>
internal sealed record ListObjections(string Number) : IRequest<Page<ObjectionView>>;

/// <param name="BodyName">The body above, which decides.</param>
/// <param name="DueOn">The last day for its decision.</param>
/// <param name="Note">Why it was decided so; binding where the case goes on. Null until then.</param>
internal sealed record ObjectionView(
    string Text, DateTimeOffset FiledAt, string BodyName, string BodyNameEn, DateOnly? DueOn, ObjectionOutcome Outcome, string? Note, DateTimeOffset? DecidedAt)
{
    /// <param name="body">Code of the body that decides.</param>
    /// <param name="dueAt">Of its task.</param>
    public static ObjectionView Of(Objection objection, string body, DateTimeOffset? dueAt, CatalogueSnapshot catalogue) => new(
        objection.Text, catalogue.Calendar.Local(objection.FiledAt), catalogue.BodyName(body), catalogue.BodyNameEn(body), catalogue.Calendar.LastDay(dueAt),
        objection.Outcome, objection.Note, catalogue.Calendar.Local(objection.DecidedAt));
}

internal sealed class FileObjectionHandler(OneWindowDb db, AccessPolicy access, CurrentCaller caller, ObjectionDesk desk, TimeProvider clock)
    : IRequestHandler<FileObjection, Page<ObjectionView>>
{
    public async Task<Page<ObjectionView>> Handle(FileObjection request, CancellationToken cancellationToken)
    {
        var who = caller.Required;
        var file = await access.CaseAsync(who, request.Number, cancellationToken);
        if (!who.SeesEverything && !who.IsAtWindow)
            throw new RefusedException(RefusalKind.Forbidden, "not-a-window", "异议由申请人在窗口提出。(An objection is filed at a window.)");
        await desk.FileAsync(file, request.Text!.Trim(), who.UserName, Actor.Of(who), clock.GetUtcNow(), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return new Page<ObjectionView>(await desk.AllAsync(file, cancellationToken), null);
    }
}

internal sealed class ObjectTrackedHandler(OneWindowDb db, TrackDoor door, ObjectionDesk desk, TrackViewBuilder views, TimeProvider clock)
    : IRequestHandler<ObjectTracked, TrackView>
{
    public async Task<TrackView> Handle(ObjectTracked request, CancellationToken cancellationToken)
    {
        var id = (await door.EnterAsync(request.Number, request.Tail, cancellationToken)).Id;
        var file = await db.Cases.SingleAsync(c => c.Id == id, cancellationToken);
        await desk.FileAsync(file, request.Text!.Trim(), null, Actor.Applicant, clock.GetUtcNow(), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return await views.BuildAsync(file, cancellationToken);
    }
}

internal sealed class ListObjectionsHandler(AccessPolicy access, CurrentCaller caller, ObjectionDesk desk) : IRequestHandler<ListObjections, Page<ObjectionView>>
{
    public async Task<Page<ObjectionView>> Handle(ListObjections request, CancellationToken cancellationToken) =>
        new(await desk.AllAsync(await access.CaseAsync(caller.Required, request.Number, cancellationToken), cancellationToken), null);
}
