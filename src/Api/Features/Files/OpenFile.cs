using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Files;
using OneWindow.Api.Storage.Sealing;
using OneWindow.Domain.Audit;
using OneWindow.Domain.Files;

namespace OneWindow.Api.Features.Files;

/// <summary>Somebody who may see a case looks at a file of it. That they did is written down.</summary>
internal sealed record OpenFile(string Number, Guid Id) : ICommand<FileContent>;

/// <param name="Content">Seekable; whoever asked disposes of it.</param>
internal sealed record FileContent(Stream Content, string Name, string MediaType, bool Viewable, string Checksum);

internal sealed class OpenFileHandler(OneWindowDb db, AccessPolicy access, CurrentCaller caller, TimeProvider clock, FileReader reader)
    : IRequestHandler<OpenFile, FileContent>
{
    public async Task<FileContent> Handle(OpenFile request, CancellationToken cancellationToken)
    {
        var who = caller.Required;
        var found = await access.CaseAsync(who, request.Number, cancellationToken);
        var file = await db.Files.AsNoTracking().SingleOrDefaultAsync(f => f.Id == request.Id && f.CaseId == found.Id && f.RemovedAt == null, cancellationToken)
            ?? throw FileErrors.NotFound();
        // An entry of the log and not of the case: looking changes nothing of it.
        db.Audit.Add(AuditEntry.General(
            new AuditFact(who.UserName, Actor.Of(who).Body, "file-opened", null, JsonSerializer.Serialize(new { number = found.Number, file = file.Id }, CaseJson.Detail)), clock.GetUtcNow()));
        await db.SaveChangesAsync(cancellationToken);
        return await reader.OpenAsync(file, cancellationToken);
    }
}

/// <summary>Finds a file's content and what to call it.</summary>
internal sealed class FileReader(IFileStore store, FileSealer files, Sealer sealer, ILogger<FileReader> logger)
{
    /// <exception cref="Domain.Errors.RefusedException"><c>file-unavailable</c>.</exception>
    public async Task<FileContent> OpenAsync(UploadedFile file, CancellationToken ct)
    {
        if (await store.OpenAsync(file.Checksum, ct) is not { } content)
        {
            logger.LogError("The content of file {FileId} is not in the store", file.Id);
            throw FileErrors.Unavailable();
        }

        return new FileContent(
            await SealedReader.OpenAsync(files, content, ct), sealer.Open(file.NameSealed), file.MediaType,
            FileType.Of(file.MediaType)?.IsViewable is true, file.Checksum);
    }
}
