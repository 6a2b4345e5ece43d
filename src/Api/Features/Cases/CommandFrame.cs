using OneWindow.Api.Features.Access;
using OneWindow.Api.Storage;
using OneWindow.Domain.Access;
using OneWindow.Domain.Cases;

namespace OneWindow.Api.Features.Cases;

/// <summary>
/// What every command that somebody gives on a case has in common: who gives it, the case it is about, the moment, and the
/// one commit at its end, which is answered with where the case then stands.
/// </summary>
internal sealed class CommandFrame(OneWindowDb db, AccessPolicy access, CurrentCaller caller, TimeProvider clock, CaseProgressReader progress)
{
    /// <summary>Who gives it.</summary>
    /// <exception cref="Domain.Errors.RefusedException"><c>unauthenticated</c>.</exception>
    public Caller Who => caller.Required;

    /// <summary>The same, where only the joint office or an administrator may.</summary>
    /// <exception cref="Domain.Errors.RefusedException"><c>unauthenticated</c> or <c>forbidden</c>.</exception>
    public Caller Office => caller.RequiredOffice;

    /// <summary>The moment at which it happens; taken once, after what it changes has been read.</summary>
    public DateTimeOffset Now() => clock.GetUtcNow();

    /// <summary>The case that it is about, tracked.</summary>
    /// <exception cref="Domain.Errors.RefusedException"><c>case-not-found</c>, also where it is not the caller's to see.</exception>
    public Task<CaseFile> CaseAsync(string number, CancellationToken ct) => access.CaseAsync(Who, number, ct);

    /// <summary>The command's only commit, and its answer.</summary>
    public async Task<CaseProgress> CommitAsync(CaseFile file, DateTimeOffset now, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        return await progress.OfAsync(file, Who, now, ct);
    }
}
