using System.Diagnostics;
using OpenTelemetry;

namespace OneWindow.Api.Telemetry;

/// <summary>The last look before a span leaves: whatever could carry an address or a statement is taken off.</summary>
internal sealed class Scrubber : BaseProcessor<Activity>
{
    private static readonly string[] Unwanted =
    [
        "url.path", "url.query", "url.full", "http.url", "http.target", "http.user_agent", "user_agent.original",
        "client.address", "network.peer.address", "db.statement", "db.query.text", "exception.message",
    ];

    public override void OnEnd(Activity data)
    {
        foreach (var name in Unwanted) data.SetTag(name, null);
    }
}
