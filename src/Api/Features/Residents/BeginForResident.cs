using System.Text.Json;
using MediatR;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Drafts;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Storage;
using OneWindow.Domain.Access;
using OneWindow.Domain.Audit;
using OneWindow.Domain.Errors;

namespace OneWindow.Api.Features.Residents;

/// <summary>
/// Begins a registration for a person who was looked up: a draft with the person filled in, so that nothing personal
/// stands in an address. It shows the person's numbers in plain text, which is written down.
/// </summary>
/// <param name="Number">A case of the person that the caller may see; null where there is none.</param>
/// <param name="Q">Without a case: what was typed, which goes into the field that it belongs to.</param>
internal sealed record BeginForResident(string? Service, string? Number, string? Q) : ICommand<DraftSummary>, IValidate
{
    public void Validate(Findings findings)
    {
        if (string.IsNullOrWhiteSpace(Service)) findings.Add("service", "请选择事项。(A service is required.)");
    }
}

internal sealed class BeginForResidentHandler(OneWindowDb db, AccessPolicy access, BeginDesk desk, CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<BeginForResident, DraftSummary>
{
    public async Task<DraftSummary> Handle(BeginForResident request, CancellationToken cancellationToken)
    {
        var who = caller.Required;
        if (!who.IsAtWindow) throw AccessErrors.Forbidden();
        var known = string.IsNullOrEmpty(request.Number) ? null : await access.CaseAsync(who, request.Number, cancellationToken);
        var draft = desk.Begin(who, request.Service!, known, request.Q?.Trim());
        if (known is not null)
        {
            var detail = JsonSerializer.Serialize(new { number = known.Number, draft = draft.Id }, CaseJson.Detail);
            db.Audit.Add(AuditEntry.General(new AuditFact(who.UserName, Actor.Of(who).Body, "person-filled-in", null, detail), clock.GetUtcNow()));
        }

        await db.SaveChangesAsync(cancellationToken);
        return draft;
    }
}

/// <summary>Makes the draft. The caller saves.</summary>
internal sealed class BeginDesk(ResidentReader residents, DraftDesk drafts)
{
    public DraftSummary Begin(Caller who, string service, Domain.Cases.CaseFile? known, string? typed)
    {
        var person = known is not null ? residents.Applicant(known) : ResidentReader.KindOf(typed) switch
        {
            "id-number" => new PersonInput(null, typed, null, null),
            "phone" => new PersonInput(null, null, typed, null),
            _ => new PersonInput(typed, null, null, null),
        };
        return drafts.Summary(drafts.Begin(who, new RegisterCase(service, person, null, null, null, null)));
    }
}
