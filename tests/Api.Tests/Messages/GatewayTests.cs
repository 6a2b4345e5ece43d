using System.Net;
using System.Text.Json;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Domain.Messages;

namespace OneWindow.Api.Tests.Messages;

/// <summary>Text messages by a gateway that takes HTTP requests.</summary>
public sealed class GatewayTests : IAsyncLifetime
{
    private HttpSink _gateway = null!;
    private ApiFactory _api = null!;

    public async ValueTask InitializeAsync()
    {
        _gateway = await HttpSink.StartAsync();
        _api = new ApiFactory { Settings = Outboxes.Gateway(_gateway) };
    }

    public async ValueTask DisposeAsync()
    {
        await _api.DisposeAsync();
        await _gateway.DisposeAsync();
    }

    [Fact]
    public async Task The_gateway_gets_what_the_template_says_with_every_value_escaped_for_its_place()
    {
        var file = await Outboxes.CaseAsync(_api);
        var id = (await Outboxes.OweAsync(_api, file)).Single();
        Assert.Equal(1, await _api.DeliverAsync("sms"));
        var request = Assert.Single(_gateway.All);
        var body = JsonElement.Parse(request.Body);
        Assert.Equal($"/send?case={file.Number}", request.Path);
        Assert.Equal((Outboxes.Phone, Outboxes.Secret, "the \"key\""), (body.Text("phone"), body.Text("content"), body.Text("key")));
        Assert.Equal(("Token the \"key\"", id.ToString()), (request.Headers["X-Token"], request.Headers["Idempotency-Key"]));
        var message = await _api.MessageAsync(id);
        Assert.Equal((OutboxState.Delivered, 1, null), (message.State, message.Tries, message.LastError));
        Assert.Equal("ok", Assert.Single(await _api.AttemptsAsync(id)).Code);
    }

    [Fact]
    public async Task What_was_delivered_is_not_sent_again()
    {
        await Outboxes.OweAsync(_api, await Outboxes.CaseAsync(_api), 30);
        Assert.Equal(30, await _api.DeliverAsync("sms"));
        _api.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(0, await _api.DeliverAsync("sms"));
        Assert.Equal(30, _gateway.All.Select(r => r.Headers["Idempotency-Key"]).Distinct().Count());
    }

    [Fact]
    public async Task A_failed_try_is_repeated_with_growing_delays_under_the_same_key()
    {
        _gateway.Always = HttpStatusCode.ServiceUnavailable;
        var id = (await Outboxes.OweAsync(_api, await Outboxes.CaseAsync(_api))).Single();
        var waits = new List<TimeSpan>();
        for (var tries = 1; tries <= 5; tries++)
        {
            Assert.Equal(1, await _api.DeliverAsync("sms"));
            var message = await _api.MessageAsync(id);
            Assert.Equal((OutboxState.Pending, tries, "http-503"), (message.State, message.Tries, message.LastError));
            waits.Add(message.NextTryAt - _api.Clock.GetUtcNow());
            Assert.Equal(0, await _api.DeliverAsync("sms"));
            _api.Clock.Advance(waits[^1]);
        }

        Assert.Equal(waits.Order(), waits);
        Assert.True(waits[0] >= TimeSpan.FromSeconds(30) && waits[4] >= TimeSpan.FromMinutes(10));
        _gateway.Always = HttpStatusCode.OK;
        await _api.DeliverAsync("sms");
        Assert.Equal(OutboxState.Delivered, (await _api.MessageAsync(id)).State);
        Assert.Equal([.. Enumerable.Repeat("http-503", 5), "ok"], (await _api.AttemptsAsync(id)).Select(a => a.Code));
        Assert.Single(_gateway.All.Select(r => r.Headers["Idempotency-Key"]).Distinct());
    }

    [Fact]
    public async Task What_the_gateway_says_is_wrong_with_the_message_is_parked_at_once()
    {
        _gateway.Always = HttpStatusCode.UnprocessableEntity;
        var ids = await Outboxes.OweAsync(_api, await Outboxes.CaseAsync(_api), 6);
        Assert.Equal(6, await _api.DeliverAsync("sms"));
        foreach (var id in ids) Assert.Equal((OutboxState.Parked, "http-422"), (await _api.MessageAsync(id)) is var m ? (m.State, m.LastError) : default);
    }

    [Fact]
    public async Task A_gateway_that_is_down_for_an_hour_gets_each_message_once_afterwards()
    {
        _gateway.Always = HttpStatusCode.BadGateway;
        var file = await Outboxes.CaseAsync(_api);
        var ids = await Outboxes.OweAsync(_api, file, 40);
        for (var minute = 0; minute < 60; minute++)
        {
            await _api.DeliverAsync("sms");
            _api.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        // The gateway is asked now and then, not forty times a minute.
        Assert.InRange(_gateway.All.Count, 5, 40);
        ids.AddRange(await Outboxes.OweAsync(_api, file, 5));
        _gateway.Clear();
        _gateway.Always = HttpStatusCode.OK;
        for (var minute = 0; minute < 90; minute++)
        {
            await _api.DeliverAsync("sms");
            _api.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(ids.Select(i => i.ToString()).Order(), _gateway.All.Select(r => r.Headers["Idempotency-Key"]).Order());
        foreach (var id in ids) Assert.Equal(OutboxState.Delivered, (await _api.MessageAsync(id)).State);
    }

    [Fact]
    public async Task At_night_messages_are_kept_until_the_morning()
    {
        _api.Clock.Set(Flow.CaseDriver.Local("2026-09-29T22:00"));
        var id = (await Outboxes.OweAsync(_api, await Outboxes.CaseAsync(_api))).Single();
        foreach (var at in new[] { "2026-09-29T22:00", "2026-09-30T06:59" })
        {
            _api.Clock.Set(Flow.CaseDriver.Local(at));
            Assert.Equal(0, await _api.DeliverAsync("sms"));
        }

        Assert.Empty(_gateway.All);
        _api.Clock.Set(Flow.CaseDriver.Local("2026-09-30T07:00"));
        Assert.Equal(1, await _api.DeliverAsync("sms"));
        Assert.Equal(OutboxState.Delivered, (await _api.MessageAsync(id)).State);
    }

    [Fact]
    public async Task A_gateway_that_hangs_is_given_up_after_the_timeout_and_does_not_hold_up_mails()
    {
        var release = new TaskCompletionSource<HttpStatusCode>();
        _gateway.Answer = _ => release.Task;
        await using var api = new ApiFactory { Settings = new Dictionary<string, string>(Outboxes.Gateway(_gateway)) { ["Messages:TimeoutSeconds"] = "1" } };
        var file = await Outboxes.CaseAsync(api);
        var sms = (await Outboxes.OweAsync(api, file)).Single();
        var mail = (await Outboxes.OweAsync(api, file, channel: MessageChannel.Email, to: "joint-office")).Single();
        var hanging = api.DeliverAsync("sms");
        await api.DeliverAsync("email");
        Assert.Equal(OutboxState.Skipped, (await api.MessageAsync(mail)).State);
        await hanging;
        Assert.Equal("timeout", (await api.MessageAsync(sms)).LastError);
        release.SetResult(HttpStatusCode.OK);
    }
}
