using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Storage;

namespace OneWindow.Api.Features.Integrity.Checks;

/// <summary>A kept answer speaks of a case that is there: otherwise a repeated registration would be told of a case nobody has.</summary>
internal sealed class IdempotencyCheck : IStoreCheck
{
    public async IAsyncEnumerable<Finding> CheckAsync(OneWindowDb db, [EnumeratorCancellation] CancellationToken ct)
    {
        var strays = db.IdempotencyRecords.AsNoTracking().Where(r => !db.Cases.Any(c => c.Id == r.CaseId)).Select(r => r.CaseId);
        await foreach (var caseId in strays.AsAsyncEnumerable().WithCancellation(ct))
            yield return new Finding("case-missing", "idempotency", $"an answer was kept for case id {caseId}, which is not there");
    }
}
