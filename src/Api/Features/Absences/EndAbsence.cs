using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Storage;
using OneWindow.Domain.Access;
using OneWindow.Domain.Audit;

namespace OneWindow.Api.Features.Absences;

/// <summary>Somebody is back before the last day. What the deputy has taken over stays there.</summary>
internal sealed record EndAbsence(Guid Id) : ICommand<AbsenceView>;

internal sealed class EndAbsenceHandler(OneWindowDb db, CurrentCaller caller, TimeProvider clock) : IRequestHandler<EndAbsence, AbsenceView>
{
    public async Task<AbsenceView> Handle(EndAbsence request, CancellationToken cancellationToken)
    {
        var (who, now) = (caller.Required, clock.GetUtcNow());
        var absence = await db.Absences.SingleOrDefaultAsync(a => a.Id == request.Id, cancellationToken);
        if (absence is null || (absence.UserName != who.UserName && !who.SeesEverything)) throw AccessErrors.AbsenceNotFound();
        absence.End(now);
        db.Audit.Add(AuditEntry.General(new AuditFact(who.UserName, null, "absence-ended", null,
            JsonSerializer.Serialize(new { user = absence.UserName }, CaseJson.Detail)), now));
        await db.SaveChangesAsync(cancellationToken);
        return AbsenceView.Of(absence);
    }
}
