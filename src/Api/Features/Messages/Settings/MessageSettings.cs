using System.Globalization;
using OneWindow.Api.Hosting;
using OneWindow.Domain.Messages;

namespace OneWindow.Api.Features.Messages.Settings;

/// <summary>How a channel of this installation sends.</summary>
internal enum ChannelKind
{
    /// <summary>Not at all; what would take it is shown in the application.</summary>
    None,

    /// <summary>Writes to the log that it would send, for demonstrations.</summary>
    Log,

    /// <summary>By a gateway that takes HTTP requests.</summary>
    Http,

    /// <summary>By a mail server.</summary>
    Smtp,
}

/// <summary>A channel with what it needs to send.</summary>
/// <param name="Quiet">When nothing is sent; what comes then is kept until its end. Null for never.</param>
/// <param name="Http">Set where the kind is <see cref="ChannelKind.Http"/>.</param>
/// <param name="Smtp">Set where the kind is <see cref="ChannelKind.Smtp"/>.</param>
internal sealed record ChannelSettings(ChannelKind Kind, QuietHours? Quiet, HttpGatewaySettings? Http, SmtpSettings? Smtp);

/// <summary>What a county sets about messages, read once at the start (Messages__…).</summary>
/// <param name="Applicant">Channels of what the resident is told.</param>
/// <param name="Body">Channels of what a body is told.</param>
/// <param name="EmailField">Field of a service's form that holds the resident's e-mail address.</param>
/// <param name="Timeout">How long one try may take.</param>
/// <param name="MaxTries">Tries after which a message is parked.</param>
/// <param name="Parallel">Messages of one lane that are sent at the same time.</param>
/// <param name="AllowPrivate">Webhooks may go to addresses within the own network.</param>
/// <param name="AllowHttp">Webhooks may go without encryption; only in demonstrations.</param>
internal sealed record MessageSettings(
    IReadOnlyList<MessageChannel> Applicant, IReadOnlyList<MessageChannel> Body, ChannelSettings Sms, ChannelSettings Email, string EmailField,
    TimeSpan Timeout, int MaxTries, int Parallel, bool AllowPrivate, bool AllowHttp)
{
    private const string DefaultQuietHours = "22:00-07:00";
    private const int DefaultTimeoutSeconds = 10;
    private const int MaxTimeoutSeconds = 60;
    private const int DefaultParallel = 4;
    private const int MaxParallel = 64;

    /// <exception cref="InvalidOperationException">A setting cannot be used; the message names it.</exception>
    public static MessageSettings Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("Messages");
        var demo = DemoMode.IsOn(configuration);
        var sms = Channel(section.GetSection("Sms"), "Messages__Sms", [ChannelKind.None, ChannelKind.Log, ChannelKind.Http], DefaultQuietHours, demo);
        var email = Channel(section.GetSection("Email"), "Messages__Email", [ChannelKind.None, ChannelKind.Log, ChannelKind.Http, ChannelKind.Smtp], "", demo);
        return new MessageSettings(
            Routes(section, "Applicant", "sms", [MessageChannel.InApp, MessageChannel.Sms, MessageChannel.Email], sms, email),
            Routes(section, "Body", "in-app", [MessageChannel.InApp, MessageChannel.Email], sms, email),
            sms, email, section["Email:FormField"] is { Length: > 0 } field ? field : "email",
            TimeSpan.FromSeconds(Number(section, "TimeoutSeconds", DefaultTimeoutSeconds, MaxTimeoutSeconds)),
            Number(section, "MaxTries", RetrySchedule.DefaultTries, 100), Number(section, "Parallel", DefaultParallel, MaxParallel),
            Switch(section["Webhook:AllowPrivate"], "Messages__Webhook__AllowPrivate"), demo);
    }

    /// <summary>Channels of messages to a receiver.</summary>
    public IReadOnlyList<MessageChannel> ChannelsFor(string to) => to == OutboxMessage.Applicant ? Applicant : Body;

    public ChannelSettings? Of(MessageChannel channel) => channel switch
    {
        MessageChannel.Sms => Sms,
        MessageChannel.Email => Email,
        _ => null,
    };

    private static ChannelSettings Channel(IConfigurationSection section, string name, ChannelKind[] possible, string quiet, bool demo)
    {
        var kind = demo ? ChannelKind.Log : ChannelKind.None;
        if (section["Channel"] is { Length: > 0 } text && !(Enum.TryParse(text, ignoreCase: true, out kind) && possible.Contains(kind)))
            throw new InvalidOperationException($"{name}__Channel is \"{text}\"; it must be {string.Join(", ", possible).ToLowerInvariant()}.");
        return new ChannelSettings(
            kind, QuietHours.Parse(section["QuietHours"] ?? quiet, $"{name}__QuietHours"),
            kind is ChannelKind.Http ? HttpGatewaySettings.Read(section.GetSection("Http"), $"{name}__Http", demo) : null,
            kind is ChannelKind.Smtp ? SmtpSettings.Read(section.GetSection("Smtp"), $"{name}__Smtp", demo) : null);
    }

    /// <summary>A channel that is off is left out; where none is left, the message is shown in the application, so that it is never lost.</summary>
    private static List<MessageChannel> Routes(
        IConfigurationSection section, string receiver, string otherwise, MessageChannel[] possible, ChannelSettings sms, ChannelSettings email)
    {
        var channels = new List<MessageChannel>();
        var words = (section[$"Routes:{receiver}"] is { Length: > 0 } text ? text : otherwise).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (var word in words)
        {
            var channel = Array.FindIndex(possible, c => Lanes.Of(c) == word);
            if (channel < 0) throw new InvalidOperationException($"Messages__Routes__{receiver} names \"{word}\"; it may list {string.Join(", ", possible.Select(Lanes.Of))}.");
            var isOff = (possible[channel] is MessageChannel.Sms && sms.Kind is ChannelKind.None) || (possible[channel] is MessageChannel.Email && email.Kind is ChannelKind.None);
            if (!isOff && !channels.Contains(possible[channel])) channels.Add(possible[channel]);
        }
        return channels.Count > 0 ? channels : [MessageChannel.InApp];
    }

    private static int Number(IConfigurationSection section, string key, int otherwise, int most)
    {
        if (section[key] is not { Length: > 0 } text) return otherwise;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most) return number;
        throw new InvalidOperationException($"Messages__{key} is \"{text}\"; it must be a number from 1 to {most}.");
    }

    private static bool Switch(string? text, string name)
    {
        if (string.IsNullOrEmpty(text)) return false;
        return bool.TryParse(text, out var value) ? value : throw new InvalidOperationException($"{name} is \"{text}\"; it must be true or false.");
    }
}
