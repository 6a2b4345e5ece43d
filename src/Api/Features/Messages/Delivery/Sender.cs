using System.Net.Sockets;
using OneWindow.Api.Features.Messages.Channels;
using OneWindow.Api.Features.Messages.Settings;
using OneWindow.Domain.Messages;

namespace OneWindow.Api.Features.Messages.Delivery;

/// <summary>The channels as this installation has set them, with the time that one try may take.</summary>
internal sealed class Sender
{
    private readonly Dictionary<MessageChannel, IMessageChannel> _channels;
    private readonly TimeSpan _timeout;

    public Sender(MessageSettings settings, OutgoingHttp http, ILogger<LogChannel> logger)
    {
        _timeout = settings.Timeout;
        _channels = new()
        {
            [MessageChannel.InApp] = new InAppChannel(),
            [MessageChannel.Webhook] = new WebhookChannel(http),
        };
        if (Make(settings.Sms, Lanes.Sms, http, logger) is { } sms) _channels[MessageChannel.Sms] = sms;
        if (Make(settings.Email, Lanes.Email, http, logger) is { } email) _channels[MessageChannel.Email] = email;
    }

    /// <summary>False for a channel that is off.</summary>
    public bool Has(MessageChannel channel) => _channels.ContainsKey(channel);

    /// <summary>Sends once, and tells in one word how it went; what was thrown may quote the message and is not passed on.</summary>
    /// <exception cref="OperationCanceledException">The application stops.</exception>
    public async Task<SendResult> SendAsync(MessageChannel channel, Outgoing message, CancellationToken ct)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limited.CancelAfter(_timeout);
        try
        {
            return await _channels[channel].SendAsync(message, limited.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return SendResult.Failed("timeout");
        }
        catch (HttpRequestException exception) when (exception.InnerException is AddressNotPublicException)
        {
            return SendResult.Failed("address-private");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or SocketException)
        {
            return SendResult.Failed("unreachable");
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Something about this message, such as an address that is none, or a bug. Either way the others go on.
            return SendResult.Failed(exception.GetType().Name);
        }
    }

    private static IMessageChannel? Make(ChannelSettings settings, string name, OutgoingHttp http, ILogger<LogChannel> logger) => settings switch
    {
        { Kind: ChannelKind.Log } => new LogChannel(name, logger),
        { Http: { } gateway } => new HttpGatewayChannel(gateway, http),
        { Smtp: { } server } => new SmtpChannel(server),
        _ => null,
    };
}
