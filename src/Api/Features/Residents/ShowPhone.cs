using System.Text.Json;
using MediatR;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Sealing;
using OneWindow.Domain.Access;
using OneWindow.Domain.Audit;

namespace OneWindow.Api.Features.Residents;

/// <summary>
/// The phone of a case's applicant in plain text, for the window that must call. Everywhere else it is masked; that it was
/// shown is written down.
/// </summary>
internal sealed record ShowPhone(string Number) : ICommand<PhoneShown>;

/// <param name="Agent">Phone of who files for the applicant; null where nobody does or none was given.</param>
internal sealed record PhoneShown(string Number, string Phone, string? Agent);

internal sealed class ShowPhoneHandler(OneWindowDb db, AccessPolicy access, Sealer sealer, CurrentCaller caller, TimeProvider clock) : IRequestHandler<ShowPhone, PhoneShown>
{
    public async Task<PhoneShown> Handle(ShowPhone request, CancellationToken cancellationToken)
    {
        var who = caller.Required;
        if (!who.IsAtWindow) throw AccessErrors.Forbidden();
        var file = await access.CaseAsync(who, request.Number, cancellationToken);
        db.Audit.Add(AuditEntry.General(
            new AuditFact(who.UserName, Actor.Of(who).Body, "phone-shown", null, JsonSerializer.Serialize(new { number = file.Number }, CaseJson.Detail)), clock.GetUtcNow()));
        await db.SaveChangesAsync(cancellationToken);
        return new PhoneShown(file.Number, sealer.Open(file.ApplicantPhoneSealed), file.AgentPhoneSealed is { } agent ? sealer.Open(agent) : null);
    }
}
