using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Jobs;
using OneWindow.Api.Storage;

namespace OneWindow.Api.Features.Absences;

/// <summary>The first day of an absence has come. One that began, or ended, meanwhile changes nothing.</summary>
/// <returns>Whether it began now.</returns>
internal sealed record BeginAbsence(Guid Id) : ICommand<bool>;

internal sealed class BeginAbsenceHandler(OneWindowDb db, StandIns standIns, CatalogueSnapshot catalogue, TimeProvider clock) : IRequestHandler<BeginAbsence, bool>
{
    public async Task<bool> Handle(BeginAbsence request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var absence = await db.Absences.SingleOrDefaultAsync(a => a.Id == request.Id, cancellationToken);
        if (absence is not { BegunAt: null, EndedAt: null } || absence.FromOn > catalogue.Calendar.LocalDate(now)) return false;
        // Nobody woke up before its last day had passed: there is nothing to hand over any more.
        if (absence.Covers(catalogue.Calendar.LocalDate(now))) await standIns.HandOverAsync(absence, now, cancellationToken);
        else absence.End(now);
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }
}

/// <summary>Hands over the tasks of those who are away from today.</summary>
internal sealed class DueAbsences(IServiceScopeFactory scopes, TimeProvider clock) : IDueWork
{
    public string Name => "absences";

    public async Task<int> RunAsync(CancellationToken ct)
    {
        var began = 0;
        foreach (var id in await DueAsync(ct))
        {
            await using var scope = scopes.CreateAsyncScope();
            if (await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new BeginAbsence(id), ct)) began++;
        }

        return began;
    }

    private async Task<List<Guid>> DueAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var today = scope.ServiceProvider.GetRequiredService<CatalogueSnapshot>().Calendar.LocalDate(clock.GetUtcNow());
        return await scope.ServiceProvider.GetRequiredService<OneWindowDb>().Absences
            .Where(a => a.BegunAt == null && a.EndedAt == null && a.FromOn <= today).Select(a => a.Id).ToListAsync(ct);
    }
}
