using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Sealing;

namespace OneWindow.Api.Features.Files;

/// <summary>The files of a case, oldest first, without those that were removed.</summary>
internal sealed record ListFiles(string Number) : IRequest<Page<FileView>>;

internal sealed class ListFilesHandler(OneWindowDb db, AccessPolicy access, CurrentCaller caller, Sealer sealer, CatalogueSnapshot catalogue)
    : IRequestHandler<ListFiles, Page<FileView>>
{
    public async Task<Page<FileView>> Handle(ListFiles request, CancellationToken cancellationToken)
    {
        var found = await access.CaseAsync(caller.Required, request.Number, cancellationToken);
        var files = await db.Files.AsNoTracking().Where(f => f.CaseId == found.Id && f.RemovedAt == null)
            .OrderBy(f => f.UploadedAt).ThenBy(f => f.Id).ToListAsync(cancellationToken);
        var users = files.Select(f => f.UploadedBy).Distinct().ToArray();
        var names = users.Length == 0
            ? []
            : await db.Accounts.AsNoTracking().Where(a => users.Contains(a.UserName)).ToDictionaryAsync(a => a.UserName, a => a.Name, cancellationToken);
        return new Page<FileView>([.. files.Select(f => FileView.Of(f, names.GetValueOrDefault(f.UploadedBy), sealer, catalogue))], null);
    }
}
