namespace OneWindow.Domain.Messages;

public enum OutboxState
{
    /// <summary>Owed: waits for its first or next try.</summary>
    Pending,

    Delivered,

    /// <summary>There is nowhere to send it: the receiver has no address on this channel, or does not want it any more.</summary>
    Skipped,

    /// <summary>Given up until somebody has it tried again.</summary>
    Parked,
}

/// <summary>A message that is owed. It commits with the step that owes it and is delivered afterwards, at least once.</summary>
public sealed class OutboxMessage : IVersioned
{
    /// <summary>The receiver of what the resident is told.</summary>
    public const string Applicant = "applicant";

    /// <summary>Longest text, in characters; what is longer is cut.</summary>
    public const int MaxTextLength = 2000;

    private OutboxMessage()
    {
    }

    private OutboxMessage(Guid caseId, string lane, string to, DateTimeOffset now) =>
        (Id, CaseId, Lane, To, CreatedAt, NextTryAt) = (Guid.CreateVersion7(now), caseId, lane, to, now, now);

    /// <summary>Also the key by which a receiver knows a repeated delivery.</summary>
    public Guid Id { get; private set; }

    public Guid CaseId { get; private set; }

    /// <summary><see cref="Lanes"/></summary>
    public string Lane { get; private set; } = Lanes.InApp;

    /// <summary>"applicant", the code of a body or partner, or the id of a webhook subscription.</summary>
    public string To { get; private set; } = "";

    public string TextZh { get; private set; } = "";
    public string TextEn { get; private set; } = "";

    /// <summary>JSON of a webhook; null for what people read.</summary>
    public string? Payload { get; private set; }

    public OutboxState State { get; private set; }

    /// <summary>Tries begun since the message was written or last set going again.</summary>
    public int Tries { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Not before this instant. While a try is under way it is the end of the sender's lease.</summary>
    public DateTimeOffset NextTryAt { get; private set; }

    public DateTimeOffset? DeliveredAt { get; private set; }

    /// <summary>Why the last try failed: a code, never the content.</summary>
    public string? LastError { get; private set; }

    public int Version { get; private set; }

    public MessageChannel Channel => Lanes.ChannelOf(Lane);

    /// <summary>Something that people read. What is only shown has arrived with the step itself.</summary>
    public static OutboxMessage Text(Guid caseId, MessageChannel channel, string to, (string Zh, string En) text, DateTimeOffset now)
    {
        var message = new OutboxMessage(caseId, Lanes.Of(channel), to, now) { TextZh = Cut(text.Zh), TextEn = Cut(text.En) };
        if (channel is MessageChannel.InApp) message.MarkDelivered(now);
        return message;
    }

    /// <summary>Something that software reads.</summary>
    public static OutboxMessage Signed(Guid caseId, string lane, string to, string payload, DateTimeOffset now) =>
        new(caseId, lane, to, now) { Payload = payload };

    /// <summary>
    /// Begins a try. Until the lease ends nobody else begins another one; a sender that dies thereby only delays the
    /// message by its lease.
    /// </summary>
    public void Claim(DateTimeOffset leaseEndsAt) => (Tries, NextTryAt) = (Tries + 1, leaseEndsAt);

    /// <summary>The try was not made after all.</summary>
    public void Release(DateTimeOffset now) => (Tries, NextTryAt) = (Tries - 1, now);

    public void MarkDelivered(DateTimeOffset now) => (State, DeliveredAt, LastError) = (OutboxState.Delivered, now, null);

    /// <param name="error">A code.</param>
    public void RetryAt(DateTimeOffset at, string error) => (NextTryAt, LastError) = (at, error);

    public void Skip(string error) => (State, LastError) = (OutboxState.Skipped, error);

    public void Park(string error) => (State, LastError) = (OutboxState.Parked, error);

    /// <summary>Somebody wants it tried again.</summary>
    /// <exception cref="Errors.RefusedException"><c>message-not-parked</c>: it has arrived, or waits for its next try anyway.</exception>
    public void Replay(DateTimeOffset now)
    {
        if (State is not (OutboxState.Parked or OutboxState.Skipped)) throw MessageErrors.NotParked();
        (State, Tries, NextTryAt) = (OutboxState.Pending, 0, now);
    }

    private static string Cut(string text) => text.Length <= MaxTextLength ? text : $"{text[..(MaxTextLength - 1)]}…";
}
