using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OneWindow.Api.Tests.Messages;

/// <summary>A small mail server on a real socket that keeps what it gets.</summary>
internal sealed class SmtpSink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _mails = new();
    private readonly Task _work;

    public SmtpSink()
    {
        _listener.Start();
        _work = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Header and body of each mail.</summary>
    public IReadOnlyCollection<string> Mails => _mails;

    /// <summary>What it says to a receiver.</summary>
    public string RecipientAnswer { get; set; } = "250 ok";

    public async ValueTask DisposeAsync()
    {
        if (_work.IsCompleted) return;
        await _stop.CancelAsync();
        _listener.Stop();
        await _work;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await TalkAsync(client.GetStream());
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or IOException)
        {
            // The test is over.
        }
    }

    private async Task TalkAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII);
        await using var writer = new StreamWriter(stream, Encoding.ASCII) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 sink");
        while (await reader.ReadLineAsync(_stop.Token) is { } line && line != "QUIT")
        {
            if (line == "DATA") await TakeAsync(reader, writer);
            else await writer.WriteLineAsync(line.StartsWith("RCPT", StringComparison.Ordinal) ? RecipientAnswer : "250 ok");
        }
    }

    private async Task TakeAsync(StreamReader reader, StreamWriter writer)
    {
        await writer.WriteLineAsync("354 go on");
        var mail = new StringBuilder();
        while (await reader.ReadLineAsync(_stop.Token) is { } line && line != ".") mail.Append(line).Append('\n');
        _mails.Enqueue(mail.ToString());
        await writer.WriteLineAsync("250 kept");
    }
}
