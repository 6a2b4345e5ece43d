using System.Text.Json;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Messages.Channels;
using OneWindow.Api.Features.Messages.Settings;
using OneWindow.Api.Storage.Sealing;
using OneWindow.Domain.Messages;

namespace OneWindow.Api.Features.Messages.Delivery;

/// <summary>Unseals a message's address at the moment of sending, and not before.</summary>
internal sealed class Addresses(Sealer sealer, CurrentCatalogue catalogue, MessageSettings settings)
{
    /// <summary>The message ready to be sent; null where its receiver has no address on this channel.</summary>
    public Outgoing? Open(Claimed claimed)
    {
        var source = claimed.Source;
        if (AddressOf(claimed) is not { } address) return null;
        return new Outgoing(claimed.Id, source.CaseNumber, claimed.TextZh, claimed.TextEn, claimed.Payload)
        {
            Address = address,
            Secret = source.SecretSealed is { } secret ? sealer.Open(secret) : "",
        };
    }

    private string? AddressOf(Claimed claimed) => claimed.Channel switch
    {
        MessageChannel.InApp => "",
        MessageChannel.Sms => claimed.To == OutboxMessage.Applicant ? sealer.Open(claimed.Source.PhoneSealed) : null,
        MessageChannel.Email => claimed.To == OutboxMessage.Applicant ? FromForm(claimed.Source.Form) : catalogue.Current.Organisations.Find(claimed.To)?.Email,
        _ => claimed.Source.Url,
    };

    private string? FromForm(string? form)
    {
        using var json = JsonDocument.Parse(form ?? "{}");
        return json.RootElement.ValueKind is JsonValueKind.Object && json.RootElement.TryGetProperty(settings.EmailField, out var value)
            && value.ValueKind is JsonValueKind.String && value.GetString() is { Length: > 0 } address
                ? address
                : null;
    }
}
