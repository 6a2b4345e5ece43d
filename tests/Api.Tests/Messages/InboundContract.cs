using System.Net;
using System.Text.Json;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Messages;

/// <summary>An office outside answers what was referred to it, by a signed call or through the body that holds the item.</summary>
public abstract class InboundContract : IAsyncLifetime
{
    private HttpSink _office = null!;

    internal ApiFactory Api { get; private set; } = null!;

    internal CaseDriver Driver { get; private set; } = null!;

    internal string Secret { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        _office = await HttpSink.StartAsync();
        Api = await StartAsync(new() { ["Messages:Webhook:AllowPrivate"] = "true" });
        Driver = new CaseDriver(Api);
        await ReferralFlow.PublishAsync(Api);
        Secret = await ReferralFlow.PartnerAsync(Driver, ReferralFlow.Partner, $"{_office.Url}/referrals", ReferralFlow.Event);
    }

    public async ValueTask DisposeAsync()
    {
        await Api.DisposeAsync();
        await _office.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>An application with an empty database.</summary>
    internal abstract Task<ApiFactory> StartAsync(Dictionary<string, string> settings);

    [Fact]
    public async Task The_office_is_asked_with_a_reference_and_its_signed_answer_moves_the_case()
    {
        var number = await Driver.RegisterAsync(Application.Relief);
        Assert.Equal(["refer"], CaseDriver.Open(await Driver.CaseAsync(number)));
        await Api.DeliverAsync("webhook");
        var request = Assert.Single(_office.All);
        var asked = JsonElement.Parse(request.Body);
        var data = asked.GetProperty("data");
        Assert.Equal(("/referrals", "case.referred", number, "该户是否享受低保？"), (request.Path, asked.Text("type"), data.Text("caseNumber"), data.Text("question")));
        Assert.Equal(["yes", "no", "silent"], data.GetProperty("outcomes").EnumerateArray().Select(o => o.Text("key")));

        var answer = new { caseNumber = number, reference = data.Text("reference"), outcome = "yes", data = new { level = "二类" } };
        var received = await CaseDriver.OkAsync(await CallAsync(answer, "a"));
        Assert.Equal((number, data.Text("reference")), (received.Text("caseNumber"), received.Text("reference")));
        Assert.Empty(CaseDriver.Open(await Driver.CaseAsync(number)));
        Assert.Equal("partner:civil-affairs", Assert.Single(await Driver.EntriesAsync(number, "completed")).Text("actor"));
        await CaseDriver.OkAsync(await CallAsync(new { caseNumber = number, @event = ReferralFlow.Event }, "b"));
        Assert.Equal(["accept"], CaseDriver.Open(await Driver.CaseAsync(number)));
        Assert.Single(await Driver.EntriesAsync(number, "event-received"));
    }

    [Fact]
    public async Task The_same_call_again_gives_the_same_answer_and_changes_nothing()
    {
        var number = await Driver.RegisterAsync(Application.Relief);
        var answer = new { caseNumber = number, outcome = "yes" };
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => CallAsync(answer, "once")));
        Assert.Single((await Task.WhenAll(answers.Select(async a => (await CaseDriver.OkAsync(a)).GetRawText()))).Distinct());
        Assert.Single(await Driver.EntriesAsync(number, "completed"));
        var before = (await Driver.TimelineAsync(number)).Count;
        await CaseDriver.OkAsync(await CallAsync(answer, "once"));
        Assert.Equal(before, (await Driver.TimelineAsync(number)).Count);
        await (await CallAsync(new { caseNumber = number, outcome = "no" }, "once")).ProblemAsync(HttpStatusCode.Conflict, "idempotency-key-reused");
        await (await CallAsync(answer, "twice")).ProblemAsync(HttpStatusCode.NotFound, "nothing-waits");
    }

    internal Task<HttpResponseMessage> CallAsync(object body, string id, TimeSpan late = default, Func<string, string>? tamper = null) =>
        ReferralFlow.CallAsync(Api, ReferralFlow.Partner, Secret, body, id, late, tamper);
}
