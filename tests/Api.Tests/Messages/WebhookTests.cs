using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using OneWindow.Api.Features.Messages.Webhooks;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Domain.Messages;
using Microsoft.EntityFrameworkCore;

namespace OneWindow.Api.Tests.Messages;

/// <summary>Other software is told what happens to cases: signed, without a word about the person.</summary>
public sealed class WebhookTests : IAsyncLifetime
{
    private static readonly string[] Every = ["case.registered", "step.opened", "step.completed", "case.paused", "case.closed", "result.issued"];
    private HttpSink _receiver = null!;
    private ApiFactory _api = null!;
    private CaseDriver _driver = null!;

    public async ValueTask InitializeAsync()
    {
        _receiver = await HttpSink.StartAsync();
        _api = new ApiFactory { Settings = new Dictionary<string, string> { ["Messages:Webhook:AllowPrivate"] = "true" } };
        _driver = new CaseDriver(_api);
    }

    public async ValueTask DisposeAsync()
    {
        await _api.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task What_happens_to_a_case_is_told_in_order_and_signed()
    {
        var secret = await SubscribeAsync(Every);
        var number = await _driver.RegisterAsync(Application.Certificate);
        await _driver.AnswerAsync(number, "accept", "complete");
        await _driver.AnswerAsync(number, "designate", "done", data: new { hospital = "班玛县人民医院" });
        await _driver.AnswerAsync(number, "assess", "meets", data: new { type = "4", grade = "2" });
        await _driver.PassToAsync("2026-10-13T10:00");
        await _driver.AnswerAsync(number, "review", "approve");
        await _driver.AnswerAsync(number, "issue", "delivered", data: new { delivery = "window" });
        await _api.DeliverAsync("webhook");

        var told = _receiver.All.Select(r => JsonElement.Parse(r.Body)).ToList();
        Assert.All(_receiver.All, r => AssertSigned(r, secret));
        Assert.Equal(1, told.Count(t => t.Text("type") == "case.registered"));
        Assert.Equal(6, told.Count(t => t.Text("type") == "step.completed"));
        Assert.Contains(told, t => t.Text("type") == "case.paused");
        Assert.Single(told, t => t.Text("type") == "result.issued");
        var closed = Assert.Single(told, t => t.Text("type") == "case.closed").GetProperty("data");
        Assert.Equal((number, "disability-certificate", "Closed", "issued"), (closed.Text("number"), closed.Text("service"), closed.Text("status"), closed.Text("result")));
        var application = Application.Certificate;
        Assert.DoesNotContain(_receiver.All, r => r.Body.Contains(application.Name, StringComparison.Ordinal) || r.Body.Contains(application.Phone, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_what_was_asked_for_is_told_and_nothing_after_the_end_of_the_subscription()
    {
        await SubscribeAsync("case.closed");
        var number = await _driver.RegisterAsync(Application.Certificate);
        await _api.DeliverAsync("webhook");
        Assert.Empty(_receiver.All);
        await CaseDriver.OkAsync(await _driver.PostAsync("window", $"/api/cases/{number}/withdraw", new { reason = "不办了" }));
        var admin = await _api.ClientAsync("admin");
        var id = (await admin.JsonAsync("/api/webhooks")).Texts("id").Single();
        await CaseDriver.OkAsync(await admin.PostAsync($"/api/webhooks/{id}/disable", null, Answers.Ct));
        await _api.DeliverAsync("webhook");
        Assert.Empty(_receiver.All);
        var states = await _api.WithDbAsync(db => db.Outbox.Where(m => m.Payload != null).Select(m => m.State).ToListAsync(Answers.Ct));
        Assert.Equal([OutboxState.Skipped], states);
    }

    [Fact]
    public async Task A_receiver_that_fails_holds_up_no_other_and_gets_the_same_id_again()
    {
        await using var failing = await HttpSink.StartAsync();
        failing.Always = HttpStatusCode.Gone;
        await SubscribeAsync(["case.registered"], failing.Url);
        await SubscribeAsync("case.registered");
        await _driver.RegisterAsync(Application.Certificate);
        await _api.DeliverAsync("webhook");
        Assert.Single(_receiver.All);
        failing.Always = HttpStatusCode.NoContent;
        _api.Clock.Advance(TimeSpan.FromMinutes(2));
        await _api.DeliverAsync("webhook");
        Assert.Equal(2, failing.All.Count);
        Assert.Single(failing.All.Select(r => r.Headers["webhook-id"]).Distinct());
        Assert.Single(_receiver.All);
    }

    [Theory]
    [InlineData("ftp://example.org/")]
    [InlineData("https://user:word@example.org/")]
    [InlineData("not an address")]
    [InlineData(null)]
    public async Task An_address_that_cannot_be_called_is_refused(string? url) =>
        await (await _driver.PostAsync("admin", "/api/webhooks", new { url, events = Every })).ProblemAsync(HttpStatusCode.BadRequest, "request-invalid");

    [Theory]
    [InlineData("http://localhost:80/")]
    [InlineData("http://127.0.0.1/")]
    [InlineData("http://[::1]/")]
    [InlineData("http://10.1.2.3/")]
    [InlineData("http://169.254.169.254/latest")]
    [InlineData("http://[::ffff:192.168.0.1]/")]
    [InlineData("http://0x7f000001/")]
    public async Task Addresses_of_ones_own_network_are_refused_unless_it_is_allowed(string url)
    {
        await using var strict = new ApiFactory();
        await (await new CaseDriver(strict).PostAsync("admin", "/api/webhooks", new { url, events = Every })).ProblemAsync(HttpStatusCode.BadRequest, "request-invalid");
    }

    [Fact]
    public async Task A_name_that_leads_into_ones_own_network_is_not_connected_to()
    {
        await SubscribeAsync("case.registered");
        await _driver.RegisterAsync(Application.Certificate);
        var connection = await _api.WithDbAsync(db => Task.FromResult(db.Database.GetConnectionString()!));
        await using var strict = new ApiFactory { DataFolder = Path.GetDirectoryName(connection["Data Source=".Length..]), Clock = _api.Clock };
        await strict.DeliverAsync("webhook");
        Assert.Empty(_receiver.All);
        Assert.Equal("address-private", await strict.WithDbAsync(db => db.Outbox.Where(m => m.Payload != null).Select(m => m.LastError).SingleAsync(Answers.Ct)));
    }

    [Fact]
    public async Task Subscriptions_are_an_administrators_business_and_their_secret_is_shown_once()
    {
        var secret = await SubscribeAsync(Every);
        Assert.StartsWith("whsec_", secret, StringComparison.Ordinal);
        var admin = await _api.ClientAsync("admin");
        Assert.DoesNotContain(secret, (await admin.JsonAsync("/api/webhooks")).GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(secret, await _api.WithDbAsync(db => db.Webhooks.Select(w => w.SecretSealed).SingleAsync(Answers.Ct)), StringComparison.Ordinal);
        await (await _driver.PostAsync("office", "/api/webhooks", new { url = _receiver.Url, events = Every })).ProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        await (await (await _api.ClientAsync("office")).GetAsync("/api/webhooks", Answers.Ct)).ProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        await (await _driver.PostAsync("admin", "/api/webhooks", new { url = _receiver.Url, events = new[] { "case.everything" } })).ProblemAsync(HttpStatusCode.BadRequest, "request-invalid");
        await (await admin.PostAsync($"/api/webhooks/{Guid.Empty}/disable", null, Answers.Ct)).ProblemAsync(HttpStatusCode.NotFound, "webhook-not-found");
    }

    private Task<string> SubscribeAsync(params string[] events) => SubscribeAsync(events, _receiver.Url);

    private async Task<string> SubscribeAsync(string[] events, string url) =>
        (await CaseDriver.OkAsync(await _driver.PostAsync("admin", "/api/webhooks", new { url, events }), HttpStatusCode.Created)).Text("secret")!;

    private static void AssertSigned(Received request, string secret)
    {
        var timestamp = long.Parse(request.Headers[WebhookSignature.TimestampHeader], CultureInfo.InvariantCulture);
        Assert.True(WebhookSignature.IsRight(secret, request.Headers[WebhookSignature.IdHeader], timestamp, Encoding.UTF8.GetBytes(request.Body), request.Headers[WebhookSignature.SignatureHeader]));
        Assert.True(WebhookSignature.IsFresh(timestamp, TimeProvider.System.GetUtcNow()));
    }
}
