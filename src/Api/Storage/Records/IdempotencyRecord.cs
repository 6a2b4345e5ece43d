namespace OneWindow.Api.Storage.Records;

/// <summary>An answer that was given once under a caller's key, so that asking again gives it again.</summary>
internal sealed class IdempotencyRecord
{
    private IdempotencyRecord()
    {
    }

    public IdempotencyRecord(string keyHash, Guid caseId, string requestHash, string response, DateTimeOffset at) =>
        (KeyHash, CaseId, RequestHash, Response, At) = (keyHash, caseId, requestHash, response, at);

    /// <summary>Hash of the caller and the key; unique, so that of two equal requests one wins.</summary>
    public string KeyHash { get; private set; } = "";

    public Guid CaseId { get; private set; }

    /// <summary>Hash of the request: the same key with another request is refused.</summary>
    public string RequestHash { get; private set; } = "";

    /// <summary>The answer as JSON.</summary>
    public string Response { get; private set; } = "";

    public DateTimeOffset At { get; private set; }
}
