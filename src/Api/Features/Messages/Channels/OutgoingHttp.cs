using System.Net;
using System.Net.Sockets;
using OneWindow.Api.Features.Messages.Settings;

namespace OneWindow.Api.Features.Messages.Channels;

/// <summary>
/// The connections to gateways and to receivers of webhooks. Requests leave no trace of their own in logs and telemetry,
/// as their addresses may hold a telephone number; redirections are not followed.
/// </summary>
internal sealed class OutgoingHttp(MessageSettings settings) : IDisposable
{
    private static readonly TimeSpan ConnectionKept = TimeSpan.FromMinutes(5);

    /// <summary>To the gateways of the settings.</summary>
    public HttpClient Gateway { get; } = Client(null);

    /// <summary>To addresses that were entered; they lead outside, whatever their names are said to mean.</summary>
    public HttpClient Webhooks { get; } = Client(settings.AllowPrivate ? null : ConnectOutsideAsync);

    public void Dispose()
    {
        Gateway.Dispose();
        Webhooks.Dispose();
    }

    private static HttpClient Client(Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>>? connect) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = connect is null,
        PooledConnectionLifetime = ConnectionKept,
        ActivityHeadersPropagator = null,
        ConnectCallback = connect,
    })
    { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Asked anew at each connection, so that a name that means another address by now does not lead inside.</summary>
    private static async ValueTask<Stream> ConnectOutsideAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, ct);
        var outside = Array.FindAll(addresses, NetworkAddresses.IsPublic);
        if (outside.Length == 0) throw new AddressNotPublicException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(outside, context.DnsEndPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>The address lies within a private network.</summary>
internal sealed class AddressNotPublicException() : IOException("The address is not public.");
