using OneWindow.Domain.Messages;

namespace OneWindow.Api.Features.Messages.Delivery;

/// <summary>A message that this node alone may send until its lease ends, with what its address is worked out from.</summary>
/// <param name="Version">Of the row as it was claimed; with another one somebody else has it.</param>
internal sealed record Claimed(Guid Id, int Version, MessageChannel Channel, string To, string TextZh, string TextEn, string? Payload, AddressSource Source);

/// <summary>Where the address comes from. Nothing here is readable yet.</summary>
internal sealed class AddressSource
{
    public required string CaseNumber { get; init; }
    public required string PhoneSealed { get; init; }

    /// <summary>The case's form as JSON; read for mails only.</summary>
    public string? Form { get; init; }

    /// <summary>Of who receives webhooks; null where there is nobody any more.</summary>
    public string? Url { get; init; }

    public string? SecretSealed { get; init; }
}
