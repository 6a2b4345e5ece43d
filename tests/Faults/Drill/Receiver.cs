using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace OneWindow.Faults.Drill;

/// <summary>Somebody else's software that takes webhooks, and can be away.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, string> _events = new(StringComparer.Ordinal);
    private readonly int _port = FreePort();
    private WebApplication? _application;

    public string Url => $"http://127.0.0.1:{_port}/events";

    /// <summary>What was received, by its webhook-id; a repeated delivery is known by it and counts once.</summary>
    public IReadOnlyDictionary<string, string> Events => _events;

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{_port}");
        _application = builder.Build();
        _application.MapPost("/events", TakeAsync);
        await _application.StartAsync();
    }

    public async Task StopAsync()
    {
        if (_application is { } application) await application.DisposeAsync();
        _application = null;
    }

    /// <summary>What an event is about: its type, its case and, where it is about one, its step.</summary>
    public static string Subject(string type, string number, string? step) => $"{type} {number} {step}";

    public async ValueTask DisposeAsync() => await StopAsync();

    private async Task<IResult> TakeAsync(HttpRequest request)
    {
        var body = await request.ReadFromJsonAsync<JsonElement>();
        var data = body.GetProperty("data");
        var step = data.TryGetProperty("step", out var value) ? value.GetString() : null;
        _events[request.Headers["webhook-id"].ToString()] = Subject(body.GetProperty("type").GetString()!, data.GetProperty("number").GetString()!, step);
        return Results.NoContent();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
