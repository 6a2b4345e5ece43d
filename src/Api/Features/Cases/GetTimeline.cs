using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Storage;
using OneWindow.Domain.Audit;

namespace OneWindow.Api.Features.Cases;

/// <summary>Everything that happened to a case, in order.</summary>
internal sealed record GetTimeline(string Number) : IRequest<Page<TimelineEntry>>;

/// <param name="Actor">User name, "system" or "applicant".</param>
/// <param name="Detail">Facts as JSON; null for none.</param>
internal sealed record TimelineEntry(
    int Sequence, DateTimeOffset At, string Actor, string? ActorName, string? ActorBody, string? ActorBodyName, string Action,
    string? ActivityId, JsonElement? Detail);

internal sealed class GetTimelineHandler(OneWindowDb db, AccessPolicy access, CurrentCaller caller, CatalogueSnapshot catalogue)
    : IRequestHandler<GetTimeline, Page<TimelineEntry>>
{
    public async Task<Page<TimelineEntry>> Handle(GetTimeline request, CancellationToken cancellationToken)
    {
        var found = await access.CaseAsync(caller.Required, request.Number, cancellationToken);
        var entries = await db.Audit.AsNoTracking().Where(a => a.CaseId == found.Id).OrderBy(a => a.Sequence).ToListAsync(cancellationToken);
        var actors = entries.Select(e => e.Actor).Distinct().ToArray();
        var names = await db.Accounts.AsNoTracking().Where(a => actors.Contains(a.UserName))
            .ToDictionaryAsync(a => a.UserName, a => a.Name, cancellationToken);
        return new Page<TimelineEntry>([.. entries.Select(e => View(e, names))], null);
    }

    private TimelineEntry View(AuditEntry entry, Dictionary<string, string> names) => new(
        entry.Sequence, catalogue.Calendar.Local(entry.At), entry.Actor, names.GetValueOrDefault(entry.Actor), entry.ActorBody,
        entry.ActorBody is { } body ? catalogue.BodyName(body) : null, entry.Action, entry.ActivityId,
        entry.DetailJson is { } json ? JsonElement.Parse(json) : null);
}
