namespace OneWindow.Domain.Messages;

/// <summary>The ways in which a message reaches somebody.</summary>
public enum MessageChannel
{
    /// <summary>Shown where its receiver looks: a body's inbox, the resident's tracking page. Nothing is sent.</summary>
    InApp,

    Sms,

    Email,

    /// <summary>A signed call to other software.</summary>
    Webhook,
}

/// <summary>
/// Which queue a message waits in. Messages of one lane go to one place (a gateway, a mail server, the address of one
/// receiver of webhooks), so that a place that fails holds up its own lane only.
/// </summary>
public static class Lanes
{
    public const string InApp = "in-app";
    public const string Sms = "sms";
    public const string Email = "email";
    private const string SubscriptionPrefix = "webhook/";
    private const string PartnerPrefix = "partner/";

    public static string Of(MessageChannel channel) => channel switch
    {
        MessageChannel.InApp => InApp,
        MessageChannel.Sms => Sms,
        MessageChannel.Email => Email,
        _ => throw new ArgumentOutOfRangeException(nameof(channel), channel, "Webhooks have a lane for each receiver."),
    };

    public static string OfSubscription(Guid id) => $"{SubscriptionPrefix}{id:N}";

    public static string OfPartner(string code) => $"{PartnerPrefix}{code}";

    public static MessageChannel ChannelOf(string lane) => lane switch
    {
        InApp => MessageChannel.InApp,
        Sms => MessageChannel.Sms,
        Email => MessageChannel.Email,
        _ => MessageChannel.Webhook,
    };
}
