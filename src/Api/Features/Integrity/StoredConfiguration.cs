using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Records;
using OneWindow.Domain.Calendars;
using OneWindow.Domain.Organisations;

namespace OneWindow.Api.Features.Integrity;

/// <summary>What cases refer to and are counted by.</summary>
/// <param name="Calendars">
/// Every version, the one in force first. A due date is counted anew with the next step, so that a case may still have the
/// one that an earlier calendar gave.
/// </param>
/// <param name="Bodies">Codes of all organisations there are or ever were.</param>
internal sealed record StoredConfiguration(CatalogueSnapshot Catalogue, IReadOnlyList<WorkCalendar> Calendars, FrozenSet<string> Bodies)
{
    public static async Task<StoredConfiguration> ReadAsync(OneWindowDb db, CatalogueSnapshot catalogue, CancellationToken ct)
    {
        var documents = await db.Documents.AsNoTracking()
            .Where(d => d.Kind == DocumentKind.Calendar || d.Kind == DocumentKind.Organisations)
            .OrderByDescending(d => d.State == DocumentState.Published).ThenByDescending(d => d.Number).ToListAsync(ct);
        return new StoredConfiguration(
            catalogue,
            [.. documents.Where(d => d.Kind is DocumentKind.Calendar).Select(d => WorkCalendar.Parse(d.Json))],
            documents.Where(d => d.Kind is DocumentKind.Organisations)
                .SelectMany(d => OrganisationDirectory.Parse(d.Json).Organisations).Select(o => o.Code).ToFrozenSet(StringComparer.Ordinal));
    }
}
