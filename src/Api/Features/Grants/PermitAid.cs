using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Storage;
using OneWindow.Domain.Aid;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Errors;

namespace OneWindow.Api.Features.Grants;

/// <summary>The joint office lets a case have aid although another body has granted some for the same cause. Once is enough.</summary>
internal sealed record PermitAid(string Number, string? Reason) : ICommand<CaseAid>, IValidate
{
    public void Validate(Findings findings)
    {
        if (string.IsNullOrWhiteSpace(Reason)) findings.Add("reason", "请写明理由。(A reason is required.)");
        else if (Reason.Length > AidPermit.MaxReasonLength) findings.Add("reason", "理由过长。(The reason is too long.)");
    }
}

/// <summary>What other cases have granted to the person of this one, as far as the double-aid rule looks back.</summary>
internal sealed record GetCaseAid(string Number) : IRequest<CaseAid>;

/// <param name="Permit">Null where the joint office has permitted nothing.</param>
internal sealed record CaseAid(IReadOnlyList<OtherGrant> Others, PermitView? Permit);

/// <param name="CaseNumber">Null where the reader may not know of the case; nor is the amount told then.</param>
internal sealed record OtherGrant(string Body, string BodyName, string BodyNameEn, string Cause, string CauseName, string CauseNameEn, DateOnly GrantedOn, string? CaseNumber, decimal? Amount);

internal sealed record PermitView(string Reason, string PermittedBy, DateTimeOffset PermittedAt);

/// <summary>Reads a case's aid for both.</summary>
internal sealed class CaseAidReader(OneWindowDb db, CatalogueSnapshot catalogue, AccessPolicy access, CurrentCaller caller, TimeProvider clock)
{
    public async Task<CaseAid> OfAsync(CaseFile file, CancellationToken ct)
    {
        var since = catalogue.Aid.DoubleAidSince(catalogue.Calendar.LocalDate(clock.GetUtcNow()));
        var from = since is { } day ? catalogue.Calendar.EndOf(day.AddDays(-1)) : DateTimeOffset.MaxValue;
        var grants = await db.Grants.AsNoTracking().Where(g => g.ApplicantIndex == file.ApplicantIdNumberIndex && g.CaseId != file.Id && g.GrantedAt >= from)
            .Where(g => g.ReversesId == null && !db.Grants.Any(r => r.ReversesId == g.Id))
            .OrderByDescending(g => g.GrantedAt).ToListAsync(ct);
        var ids = grants.Select(g => g.CaseId).ToArray();
        var numbers = await access.VisibleCases(caller.Required).Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Number, ct);
        var permit = await db.AidPermits.AsNoTracking().SingleOrDefaultAsync(p => p.CaseId == file.Id, ct);
        return new CaseAid(
            [.. from g in grants
                let cause = catalogue.Cause(g.Cause)
                select new OtherGrant(
                    g.Body, catalogue.BodyName(g.Body), catalogue.BodyNameEn(g.Body), g.Cause, cause.Name, cause.NameEn ?? cause.Name,
                    catalogue.Calendar.LocalDate(g.GrantedAt), numbers.GetValueOrDefault(g.CaseId), numbers.ContainsKey(g.CaseId) ? g.Amount : null)],
            permit is null ? null : new PermitView(permit.Reason, permit.PermittedBy, catalogue.Calendar.Local(permit.PermittedAt)));
    }
}

internal sealed class GetCaseAidHandler(AccessPolicy access, CurrentCaller caller, CaseAidReader aid) : IRequestHandler<GetCaseAid, CaseAid>
{
    public async Task<CaseAid> Handle(GetCaseAid request, CancellationToken cancellationToken) =>
        await aid.OfAsync(await access.CaseAsync(caller.Required, request.Number, cancellationToken), cancellationToken);
}

internal sealed class PermitAidHandler(OneWindowDb db, AccessPolicy access, CurrentCaller caller, CaseAidReader aid, TimeProvider clock)
    : IRequestHandler<PermitAid, CaseAid>
{
    public async Task<CaseAid> Handle(PermitAid request, CancellationToken cancellationToken)
    {
        var who = caller.RequiredOffice;
        var file = await access.CaseAsync(who, request.Number, cancellationToken);
        if (file.IsClosed) throw CaseErrors.Closed(file.Number);
        if (!await db.AidPermits.AnyAsync(p => p.CaseId == file.Id, cancellationToken))
        {
            var now = clock.GetUtcNow();
            db.AidPermits.Add(new AidPermit(file.Id, request.Reason!.Trim(), who.UserName, now));
            db.Audit.Add(file.Audit(new(who.UserName, Actor.Of(who).Body, "double-aid-permitted", null, JsonSerializer.Serialize(new { reason = request.Reason.Trim() }, CaseJson.Detail)), now));
            await db.SaveChangesAsync(cancellationToken);
        }

        return await aid.OfAsync(file, cancellationToken);
    }
}
