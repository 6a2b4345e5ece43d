using System.Net;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Domain.Messages;

namespace OneWindow.Api.Tests.Messages;

/// <summary>Neither what is said to a resident nor where to shows up in the log, whatever happens to the message.</summary>
public sealed class PrivateMessageTests : IAsyncLifetime
{
    private readonly LogCapture _logs = new();
    private HttpSink _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await HttpSink.StartAsync();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task Sent_or_failed_the_log_knows_neither_text_nor_telephone()
    {
        var settings = new Dictionary<string, string>(Outboxes.Gateway(_gateway)) { ["Messages:Sms:Http:Url"] = $"{_gateway.Url}/send/{{to}}?text={{text}}" };
        await using var api = new ApiFactory { Logs = _logs, Settings = settings };
        var file = await Outboxes.CaseAsync(api);
        await Outboxes.OweAsync(api, file);
        await api.DeliverAsync("sms");
        _gateway.Always = HttpStatusCode.ServiceUnavailable;
        await Outboxes.OweAsync(api, file, 8);
        await api.DeliverAsync("sms");
        await _gateway.DisposeAsync();
        api.Clock.Advance(TimeSpan.FromHours(1));
        await api.DeliverAsync("sms");
        Assert.Contains(_gateway.All, r => r.Path.Contains(Outboxes.Phone, StringComparison.Ordinal));
        Assert.Contains(_logs.Lines, l => l.Contains("The lane sms fails with http-503", StringComparison.Ordinal));
        AssertSilent(_logs.Lines);
    }

    [Fact]
    public async Task The_log_channel_writes_id_channel_and_case_number_only()
    {
        await using var api = new ApiFactory { Logs = _logs };
        var file = await Outboxes.CaseAsync(api);
        var id = (await Outboxes.OweAsync(api, file)).Single();
        await api.DeliverAsync("sms");
        Assert.Contains(_logs.Lines, l => l.EndsWith($"Message {id} of case {file.Number} would go out by sms ", StringComparison.Ordinal));
        Assert.Equal(OutboxState.Delivered, (await api.MessageAsync(id)).State);
        AssertSilent(_logs.Lines);
    }

    // Commands with their values are logged by the database layer at its lowest level only where it is told to show them.
    private static void AssertSilent(IReadOnlyCollection<string> lines)
    {
        Assert.True(lines.Count > 10);
        Assert.DoesNotContain(lines, l => l.Contains(Outboxes.Phone, StringComparison.Ordinal) || l.Contains("残疾人证已办好", StringComparison.Ordinal) || l.Contains("certificate is ready", StringComparison.Ordinal)
            || l.Contains(Uri.EscapeDataString("残疾人证已办好"), StringComparison.OrdinalIgnoreCase));
    }
}
