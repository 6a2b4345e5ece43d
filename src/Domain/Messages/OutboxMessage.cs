namespace OneWindow.Domain.Messages;

public enum OutboxState
{
    Pending,
    Delivered,
    Failed,
}

/// <summary>A message that is owed. It commits with the step that owes it and is delivered afterwards, at least once.</summary>
public sealed class OutboxMessage : IVersioned
{
    private OutboxMessage()
    {
    }

    public OutboxMessage(Guid id, Guid caseId, string to, string textZh, string textEn, DateTimeOffset now) =>
        (Id, CaseId, To, TextZh, TextEn, CreatedAt, NextTryAt) = (id, caseId, to, textZh, textEn, now, now);

    /// <summary>Also the key by which a receiver knows a repeated delivery.</summary>
    public Guid Id { get; private set; }

    public Guid CaseId { get; private set; }

    /// <summary>"applicant", or the code of a body.</summary>
    public string To { get; private set; } = "";

    public string TextZh { get; private set; } = "";
    public string TextEn { get; private set; } = "";
    public OutboxState State { get; private set; }
    public int Tries { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset NextTryAt { get; private set; }
    public DateTimeOffset? DeliveredAt { get; private set; }

    /// <summary>Why the last try failed: a code, never the content.</summary>
    public string? LastError { get; private set; }

    public int Version { get; private set; }

    public void MarkDelivered(DateTimeOffset now) =>
        (State, Tries, DeliveredAt, LastError) = (OutboxState.Delivered, Tries + 1, now, null);

    /// <param name="error">A code.</param>
    /// <param name="retryAt">Null gives up; the message stays visible as failed.</param>
    public void MarkFailed(string error, DateTimeOffset? retryAt)
    {
        (Tries, LastError) = (Tries + 1, error);
        if (retryAt is { } at) NextTryAt = at;
        else State = OutboxState.Failed;
    }
}
