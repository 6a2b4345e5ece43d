using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Records;
using OneWindow.Api.Storage.Sealing;
using OneWindow.Domain.Access;
using OneWindow.Domain.Errors;

namespace OneWindow.Api.Features.Cases;

/// <summary>Answers given under a caller's key, committed with what they answer for.</summary>
internal sealed class IdempotencyStore(OneWindowDb db, Sealer sealer)
{
    /// <summary>The answer that this key was given before; null where it is new or absent.</summary>
    /// <exception cref="RefusedException"><c>idempotency-key-reused</c>: the key was used for another request.</exception>
    public async Task<TAnswer?> FindAsync<TAnswer>(Caller who, string? key, object request, CancellationToken ct) where TAnswer : class
    {
        if (string.IsNullOrEmpty(key)) return null;
        var hash = KeyHash(who, key);
        var record = await db.IdempotencyRecords.AsNoTracking().SingleOrDefaultAsync(r => r.KeyHash == hash, ct);
        if (record is null) return null;
        if (record.RequestHash != RequestHash(request))
            throw new RefusedException(RefusalKind.Conflict, "idempotency-key-reused", "这个幂等键已用于另一个请求。(The key was used for another request.)");
        return JsonSerializer.Deserialize<TAnswer>(record.Response, CaseJson.Detail);
    }

    /// <summary>Keeps an answer; it is stored with the unit of work.</summary>
    public void Keep(Caller who, string? key, object request, Guid caseId, object answer, DateTimeOffset now)
    {
        if (!string.IsNullOrEmpty(key))
            db.IdempotencyRecords.Add(new IdempotencyRecord(KeyHash(who, key), caseId, RequestHash(request), JsonSerializer.Serialize(answer, CaseJson.Detail), now));
    }

    private string KeyHash(Caller who, string key) => sealer.Index(IndexKinds.IdempotencyKey, $"{who.UserName}\0{key}");

    /// <summary>Keyed like every index: a plain hash of a request could be tried out against guessed people.</summary>
    private string RequestHash(object request) =>
        sealer.Index(IndexKinds.IdempotencyKey, Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(request, request.GetType(), CaseJson.Detail)))));
}
