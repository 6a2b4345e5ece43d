namespace OneWindow.Domain.Messages;

/// <summary>One try to deliver a message. Rows are added, never changed; they hold neither content nor address.</summary>
public sealed class DeliveryAttempt
{
    private DeliveryAttempt()
    {
    }

    public DeliveryAttempt(OutboxMessage message, DateTimeOffset at, string code, TimeSpan duration) =>
        (Id, MessageId, Lane, At, Code, Milliseconds) =
        (Guid.CreateVersion7(at), message.Id, message.Lane, at, code, (int)Math.Min(duration.TotalMilliseconds, int.MaxValue));

    public Guid Id { get; private set; }
    public Guid MessageId { get; private set; }
    public string Lane { get; private set; } = "";

    /// <summary>When the try began.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>"ok", or why it failed: http-503, timeout, unreachable, smtp-550 …</summary>
    public string Code { get; private set; } = "";

    /// <summary>How long it took.</summary>
    public int Milliseconds { get; private set; }
}
