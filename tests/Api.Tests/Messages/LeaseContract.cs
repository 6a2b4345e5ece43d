using System.Net;
using OneWindow.Api.Jobs;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Domain.Messages;

namespace OneWindow.Api.Tests.Messages;

/// <summary>Several nodes on one database: each message goes out once, and one that a dead node had goes out after its lease.</summary>
public abstract class LeaseContract : IAsyncDisposable
{
    private static readonly TimeSpan PastEveryLease = TimeSpan.FromMinutes(10);
    private readonly ManualClock _clock = new(new DateTimeOffset(2026, 9, 29, 10, 0, 0, TimeSpan.FromHours(8)));
    private readonly List<IAsyncDisposable> _open = [];

    public async ValueTask DisposeAsync()
    {
        foreach (var one in Enumerable.Reverse(_open)) await one.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>An application on the one database of the test.</summary>
    internal abstract Task<ApiFactory> NodeAsync(ManualClock clock, Dictionary<string, string> settings);

    [Fact]
    public async Task Two_nodes_at_once_send_each_message_once()
    {
        var (gateway, nodes) = await StartAsync();
        var file = await Outboxes.CaseAsync(nodes[0]);
        var ids = await Outboxes.OweAsync(nodes[0], file, 150);
        var sent = await Task.WhenAll(nodes.Concat(nodes).Select(n => n.DeliverAsync("sms")));
        Assert.Equal(150, sent.Sum());
        Assert.Equal(ids.Select(i => i.ToString()).Order(), gateway.All.Select(r => r.Headers["Idempotency-Key"]).Order());
        foreach (var id in ids) Assert.Equal(OutboxState.Delivered, (await nodes[1].MessageAsync(id)).State);
    }

    [Fact]
    public async Task What_a_node_was_sending_when_it_died_is_sent_again_by_another_under_the_same_key()
    {
        var (gateway, nodes) = await StartAsync();
        var id = (await Outboxes.OweAsync(nodes[0], await Outboxes.CaseAsync(nodes[0]))).Single();
        using var power = CancellationTokenSource.CreateLinkedTokenSource(Answers.Ct);
        // The gateway has the message, and its answer never arrives.
        gateway.Answer = async _ =>
        {
            await power.CancelAsync();
            return HttpStatusCode.OK;
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Sms(nodes[0]).RunAsync(power.Token));
        Assert.Equal(0, await nodes[1].DeliverAsync("sms"));
        gateway.Always = HttpStatusCode.OK;
        _clock.Advance(PastEveryLease);
        Assert.Equal(1, await nodes[1].DeliverAsync("sms"));
        Assert.Equal([id.ToString(), id.ToString()], gateway.All.Select(r => r.Headers["Idempotency-Key"]));
        Assert.Equal((OutboxState.Delivered, 2), (await nodes[1].MessageAsync(id)) is var m ? (m.State, m.Tries) : default);
    }

    [Fact]
    public async Task A_node_that_slept_beyond_its_lease_changes_nothing_of_what_another_did_since()
    {
        var (gateway, nodes) = await StartAsync();
        var id = (await Outboxes.OweAsync(nodes[0], await Outboxes.CaseAsync(nodes[0]))).Single();
        var (arrived, awake) = (new TaskCompletionSource(), new TaskCompletionSource<HttpStatusCode>());
        gateway.Answer = _ =>
        {
            arrived.SetResult();
            return awake.Task;
        };
        var sleeping = nodes[0].DeliverAsync("sms");
        await arrived.Task;
        _clock.Advance(PastEveryLease);
        gateway.Always = HttpStatusCode.OK;
        Assert.Equal(1, await nodes[1].DeliverAsync("sms"));
        awake.SetResult(HttpStatusCode.ServiceUnavailable);
        Assert.Equal(1, await sleeping);
        var message = await nodes[0].MessageAsync(id);
        Assert.Equal((OutboxState.Delivered, 2, null), (message.State, message.Tries, message.LastError));
        Assert.Equal(["http-503", "ok"], (await nodes[0].AttemptsAsync(id)).Select(a => a.Code).Order());
    }

    private static IDueWork Sms(ApiFactory node) => node.Services.GetRequiredService<AllDueWork>().Find("messages-sms")!;

    private async Task<(HttpSink Gateway, ApiFactory[] Nodes)> StartAsync()
    {
        var gateway = await HttpSink.StartAsync();
        _open.Add(gateway);
        // A machine that is busy must not make the sleeper time out.
        var settings = new Dictionary<string, string>(Outboxes.Gateway(gateway)) { ["Messages:TimeoutSeconds"] = "60" };
        var nodes = new[] { await NodeAsync(_clock, settings), await NodeAsync(_clock, settings) };
        _open.AddRange(nodes);
        return (gateway, nodes);
    }
}
