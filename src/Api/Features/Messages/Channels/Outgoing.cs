namespace OneWindow.Api.Features.Messages.Channels;

/// <summary>
/// A message at the moment of sending, with the address unsealed. A class and not a record, so that no log line and no
/// error can print it whole.
/// </summary>
internal sealed class Outgoing(Guid id, string caseNumber, string textZh, string textEn, string? payload)
{
    /// <summary>The same at every try.</summary>
    public Guid Id { get; } = id;

    public string CaseNumber { get; } = caseNumber;
    public string TextZh { get; } = textZh;
    public string TextEn { get; } = textEn;

    /// <summary>JSON of a webhook.</summary>
    public string? Payload { get; } = payload;

    /// <summary>Telephone number, e-mail address or URL.</summary>
    public required string Address { get; init; }

    /// <summary>What signs a webhook.</summary>
    public string Secret { get; init; } = "";
}

/// <summary>How a try ended.</summary>
/// <param name="Code">"ok", or why not: a word that tells nothing of the content.</param>
internal readonly record struct SendResult(SendEnd End, string Code)
{
    public static readonly SendResult Ok = new(SendEnd.Delivered, "ok");

    /// <summary>Another try may succeed.</summary>
    public static SendResult Failed(string code) => new(SendEnd.Failed, code);

    /// <summary>Every other try would end in the same way.</summary>
    public static SendResult Refused(string code) => new(SendEnd.Refused, code);

    public static SendResult Skipped(string code) => new(SendEnd.Skipped, code);
}

internal enum SendEnd
{
    Delivered,
    Failed,
    Refused,
    Skipped,
}

/// <summary>Sends one message.</summary>
internal interface IMessageChannel
{
    /// <summary>Sends once; whether to try again is decided elsewhere.</summary>
    /// <param name="ct">Cancelled where it takes too long.</param>
    Task<SendResult> SendAsync(Outgoing message, CancellationToken ct);
}
