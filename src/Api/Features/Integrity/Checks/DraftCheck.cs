using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Features.Applications;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Records;
using OneWindow.Api.Storage.Sealing;

namespace OneWindow.Api.Features.Integrity.Checks;

/// <summary>A draft can be gone on with: its service is there, its clerk too or it is a resident's who has the code, and what was entered opens and can be read.</summary>
internal sealed class DraftCheck(Sealer sealer) : IStoreCheck
{
    private const string Table = "case_drafts";

    public async IAsyncEnumerable<Finding> CheckAsync(OneWindowDb db, [EnumeratorCancellation] CancellationToken ct)
    {
        var drafts = db.Drafts.AsNoTracking().OrderBy(d => d.Id).Select(d => new
        {
            d.Id,
            d.ServiceKey,
            d.ContentSealed,
            HasService = db.Documents.Any(s => s.Kind == DocumentKind.Service && s.Key == d.ServiceKey),
            HasOwner = d.UserName.StartsWith(SavedApplications.OwnerPrefix) || db.Accounts.Any(a => a.UserName == d.UserName),
        });
        await foreach (var draft in drafts.AsAsyncEnumerable().WithCancellation(ct))
        {
            if (!draft.HasService) yield return new Finding("draft-service-missing", Table, $"draft {draft.Id} is for the service {draft.ServiceKey}, which no document describes");
            if (!draft.HasOwner) yield return new Finding("draft-orphaned", Table, $"draft {draft.Id} belongs to an account that is not there");
            if (CodeOf(draft.ContentSealed) is { } code) yield return new Finding(code, Table, $"content of draft {draft.Id}");
        }
    }

    private string? CodeOf(string contentSealed)
    {
        try
        {
            return JsonSerializer.Deserialize<RegisterCase>(sealer.Open(contentSealed), CaseJson.Detail) is null ? "row-unreadable" : null;
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException)
        {
            return "seal-broken";
        }
        catch (JsonException)
        {
            return "row-unreadable";
        }
    }
}
