using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Matters;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Storage;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Files;

namespace OneWindow.Api.Features.Files;

/// <summary>
/// It was the wrong file: it no longer shows and is not given out. The row stays and tells who removed it. The material
/// keeps its state, which the window sets by itself where the paper is now missing.
/// </summary>
internal sealed record RemoveFile(string Number, Guid Id) : ICommand<Unit>;

internal sealed class RemoveFileHandler(OneWindowDb db, AccessPolicy access, CurrentCaller caller, SharedPapers papers, TimeProvider clock) : IRequestHandler<RemoveFile, Unit>
{
    public async Task<Unit> Handle(RemoveFile request, CancellationToken cancellationToken)
    {
        var who = caller.Required;
        var found = await access.CaseAsync(who, request.Number, cancellationToken);
        var file = await db.Files.SingleOrDefaultAsync(f => f.Id == request.Id && f.CaseId == found.Id, cancellationToken) ?? throw FileErrors.NotFound();
        if (found.IsClosed) throw CaseErrors.Closed(found.Number);
        var now = clock.GetUtcNow();
        if (!file.Remove(who.UserName, now)) return Unit.Value;
        db.Audit.Add(found.Audit(new(who.UserName, Actor.Of(who).Body, "file-removed", null, JsonSerializer.Serialize(new { file = file.Id, material = file.MaterialKey }, CaseJson.Detail)), now));
        await papers.RemoveAsync(found, file, Actor.Of(who), now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }
}
