using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Records;
using OneWindow.Domain.Access;
using OneWindow.Domain.Cases;

namespace OneWindow.Api.Features.Definitions;

/// <summary>The versions of a workflow, the newest first, and how many running cases stand on each. For the joint office.</summary>
internal sealed record ListVersions(string DefinitionId) : IRequest<Page<VersionView>>;

/// <param name="At">When it was stored.</param>
/// <param name="Running">Cases that stand on it and are not closed, counted in an index that holds nothing else.</param>
internal sealed record VersionView(int Version, DocumentState State, DateTimeOffset At, int Running);

internal sealed class ListVersionsHandler(OneWindowDb db, CurrentCaller caller, CatalogueSnapshot catalogue) : IRequestHandler<ListVersions, Page<VersionView>>
{
    public async Task<Page<VersionView>> Handle(ListVersions request, CancellationToken cancellationToken)
    {
        _ = caller.RequiredOffice;
        var id = request.DefinitionId;
        var stored = await db.Documents.AsNoTracking().Where(d => d.Kind == DocumentKind.Workflow && d.Key == id)
            .OrderByDescending(d => d.Number).Select(d => new { d.Number, d.State, d.At }).ToListAsync(cancellationToken);
        if (stored.Count == 0) throw AccessErrors.NotFound();
        var running = await db.Cases.Where(c => c.DefinitionId == id && c.Status != CaseStatus.Closed)
            .GroupBy(c => c.DefinitionVersion).Select(g => new { Version = g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Version, g => g.Count, cancellationToken);
        return new Page<VersionView>([.. stored.Select(d => new VersionView(d.Number, d.State, catalogue.Calendar.Local(d.At), running.GetValueOrDefault(d.Number)))], null);
    }
}
