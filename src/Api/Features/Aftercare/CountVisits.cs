using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Storage;
using OneWindow.Domain.FollowUps;

namespace OneWindow.Api.Features.Aftercare;

/// <summary>How the follow-up visits stand, body by body; a body counts its own, the joint office all.</summary>
internal sealed record CountVisits : IRequest<Page<VisitTotals>>;

/// <param name="Repeated">Of all, those that needed more than one try.</param>
/// <param name="Escalated">Of all, those that the body's approver had to take over.</param>
/// <param name="Dissatisfied">Of those done, where the person was not satisfied.</param>
/// <param name="NewNeeds">Of those done, where a new need was found.</param>
internal sealed record VisitTotals(
    string Body, string BodyName, string BodyNameEn, int Scheduled, int Due, int Done, int Missed, int Repeated, int Escalated, int Dissatisfied, int NewNeeds);

internal sealed class CountVisitsHandler(OneWindowDb db, CurrentCaller caller, CatalogueSnapshot catalogue) : IRequestHandler<CountVisits, Page<VisitTotals>>
{
    public async Task<Page<VisitTotals>> Handle(CountVisits request, CancellationToken cancellationToken)
    {
        var who = caller.Required;
        var visits = db.FollowUps.Where(f => f.State != FollowUpState.Cancelled);
        if (!who.SeesEverything)
        {
            var bodies = who.Bodies.ToArray();
            visits = visits.Where(f => bodies.Contains(f.Body));
        }

        var groups = await visits.GroupBy(f => f.Body).Select(g => new
        {
            Body = g.Key,
            Scheduled = g.Count(f => f.State == FollowUpState.Scheduled),
            Due = g.Count(f => f.State == FollowUpState.Due),
            Done = g.Count(f => f.State == FollowUpState.Done),
            Missed = g.Count(f => f.State == FollowUpState.Missed),
            Repeated = g.Count(f => f.Attempt > 1),
            Escalated = g.Count(f => f.EscalatedAt != null),
            Dissatisfied = g.Count(f => f.Satisfied == false),
            NewNeeds = g.Count(f => f.NewNeed != null),
        }).ToListAsync(cancellationToken);
        return new Page<VisitTotals>([.. from g in groups
                                         orderby g.Body
                                         select new VisitTotals(
                                             g.Body, catalogue.BodyName(g.Body), catalogue.BodyNameEn(g.Body), g.Scheduled, g.Due, g.Done, g.Missed,
                                             g.Repeated, g.Escalated, g.Dissatisfied, g.NewNeeds)], null);
    }
}
