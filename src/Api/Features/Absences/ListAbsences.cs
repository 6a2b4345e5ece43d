using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Storage;
using OneWindow.Domain.Access;

namespace OneWindow.Api.Features.Absences;

/// <summary>Absences of today and later: the caller's own and those that the caller stands in for; the joint office sees all.</summary>
internal sealed record ListAbsences : IRequest<Page<AbsenceView>>;

internal sealed record AbsenceView(Guid Id, string User, DateOnly From, DateOnly Until, string? Deputy, bool Ended)
{
    public static AbsenceView Of(Absence absence) =>
        new(absence.Id, absence.UserName, absence.FromOn, absence.UntilOn, absence.Deputy, absence.EndedAt is not null);
}

internal sealed class ListAbsencesHandler(OneWindowDb db, CurrentCaller caller, CatalogueSnapshot catalogue, TimeProvider clock)
    : IRequestHandler<ListAbsences, Page<AbsenceView>>
{
    private const int Most = 200;

    public async Task<Page<AbsenceView>> Handle(ListAbsences request, CancellationToken cancellationToken)
    {
        var (who, today) = (caller.Required, catalogue.Calendar.LocalDate(clock.GetUtcNow()));
        var absences = db.Absences.AsNoTracking().Where(a => a.EndedAt == null && a.UntilOn >= today);
        if (!who.SeesEverything) absences = absences.Where(a => a.UserName == who.UserName || a.Deputy == who.UserName);
        var found = await absences.OrderBy(a => a.FromOn).ThenBy(a => a.Id).Take(Most).ToListAsync(cancellationToken);
        return new Page<AbsenceView>([.. found.Select(AbsenceView.Of)], null);
    }
}
