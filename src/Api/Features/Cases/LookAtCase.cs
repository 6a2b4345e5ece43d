using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Storage;
using OneWindow.Domain.Cases;

namespace OneWindow.Api.Features.Cases;

/// <summary>The caller opens a case: what others did since the last time, which from now on is read.</summary>
/// <param name="IsUnasked">A page that brings itself up to date: nobody has read anything.</param>
internal sealed record LookAtCase(string Number, bool IsUnasked = false) : ICommand<CaseNews>;

internal sealed class LookAtCaseHandler(OneWindowDb db, AccessPolicy access, CurrentCaller caller, NewsReader news, TimeProvider clock)
    : IRequestHandler<LookAtCase, CaseNews>
{
    public async Task<CaseNews> Handle(LookAtCase request, CancellationToken cancellationToken)
    {
        var (who, now) = (caller.Required, clock.GetUtcNow());
        var found = await access.VisibleCases(who).AsNoTracking().Where(c => c.Number == request.Number)
            .Select(c => new CaseStand(c.Id, c.Number, c.AuditCount, c.Version)).SingleOrDefaultAsync(cancellationToken) ?? throw CaseErrors.NotFound();
        var told = (await news.OfAsync(who.UserName, [found], cancellationToken))[0];
        if (request.IsUnasked) return told;
        if (await db.LastLooks.FindAsync([who.UserName, found.Id], cancellationToken) is { } look) look.ReadOn(found.AuditCount, now);
        else db.LastLooks.Add(new LastLook(who.UserName, found.Id, found.AuditCount, now));
        await db.SaveChangesAsync(cancellationToken);
        return told;
    }
}
