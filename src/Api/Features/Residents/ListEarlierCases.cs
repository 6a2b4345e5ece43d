using System.Text.Json;
using MediatR;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Storage;
using OneWindow.Domain.Audit;
using OneWindow.Domain.Parties;

namespace OneWindow.Api.Features.Residents;

/// <summary>
/// The cases of the person who is being registered, as far as the caller may see them: nobody tells the window twice. It is
/// a look-up of a person, and written down as one where it shows anything. Nobody but windows and the joint office is shown
/// anything.
/// </summary>
/// <param name="IdNumber">Nothing is found while it is not a whole and right number.</param>
internal sealed record ListEarlierCases(string? IdNumber) : ICommand<IReadOnlyList<ResidentCase>>;

internal sealed class ListEarlierCasesHandler(OneWindowDb db, ResidentReader reader, CurrentCaller caller, TimeProvider clock) : IRequestHandler<ListEarlierCases, IReadOnlyList<ResidentCase>>
{
    public async Task<IReadOnlyList<ResidentCase>> Handle(ListEarlierCases request, CancellationToken cancellationToken)
    {
        var who = caller.Required;
        // What staff find out by themselves every body may register, without being a window.
        if ((!who.IsAtWindow && !who.SeesEverything) || !IdentityNumber.TryParse(request.IdNumber, out var identity, out _)) return [];
        var found = await reader.EarlierAsync(who, identity, cancellationToken);
        if (found.Count == 0) return found;
        var detail = JsonSerializer.Serialize(new { by = "id-number", people = 1, numbers = found.Select(c => c.Number) }, CaseJson.Detail);
        db.Audit.Add(AuditEntry.General(new AuditFact(who.UserName, Actor.Of(who).Body, "residents-looked-up", null, detail), clock.GetUtcNow()));
        await db.SaveChangesAsync(cancellationToken);
        return found;
    }
}
