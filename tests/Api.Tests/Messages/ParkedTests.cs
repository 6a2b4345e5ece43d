using System.Net;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Domain.Messages;

namespace OneWindow.Api.Tests.Messages;

/// <summary>What does not arrive is given up in the end, stays visible, and goes again when the joint office says so.</summary>
public sealed class ParkedTests : IAsyncLifetime
{
    private HttpSink _gateway = null!;
    private ApiFactory _api = null!;

    public async ValueTask InitializeAsync()
    {
        _gateway = await HttpSink.StartAsync();
        _api = new ApiFactory { Settings = new Dictionary<string, string>(Outboxes.Gateway(_gateway)) { ["Messages:MaxTries"] = "3" } };
    }

    public async ValueTask DisposeAsync()
    {
        await _api.DisposeAsync();
        await _gateway.DisposeAsync();
    }

    [Fact]
    public async Task A_message_is_parked_after_its_tries_and_set_going_again_with_all_of_them()
    {
        _gateway.Always = HttpStatusCode.InternalServerError;
        var file = await Outboxes.CaseAsync(_api);
        var id = (await Outboxes.OweAsync(_api, file)).Single();
        for (var tries = 0; tries < 3; tries++)
        {
            await _api.DeliverAsync("sms");
            _api.Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(0, await _api.DeliverAsync("sms"));
        var office = await _api.ClientAsync("office");
        var parked = (await office.JsonAsync("/api/messages")).GetProperty("items").EnumerateArray().Single();
        Assert.Equal((id.ToString(), file.Number, "Sms", "applicant", "Parked", "http-500"),
            (parked.Text("id"), parked.Text("caseNumber"), parked.Text("channel"), parked.Text("to"), parked.Text("state"), parked.Text("lastError")));
        Assert.Equal(["http-500", "http-500", "http-500"], (await office.JsonAsync($"/api/messages/{id}/attempts")).Texts("code"));

        _gateway.Always = HttpStatusCode.OK;
        var retried = await CaseDriver.OkAsync(await office.PostAsync($"/api/messages/{id}/retry", null, Answers.Ct));
        Assert.Equal((1, 0), (retried.GetProperty("retried").GetInt32(), retried.GetProperty("parked").GetInt32()));
        await _api.DeliverAsync("sms");
        Assert.Equal((OutboxState.Delivered, 1), (await _api.MessageAsync(id)) is var m ? (m.State, m.Tries) : default);
        await (await office.PostAsync($"/api/messages/{id}/retry", null, Answers.Ct)).ProblemAsync(HttpStatusCode.Conflict, "message-not-parked");
    }

    [Fact]
    public async Task All_that_is_parked_goes_again_at_once()
    {
        _gateway.Always = HttpStatusCode.BadRequest;
        var ids = await Outboxes.OweAsync(_api, await Outboxes.CaseAsync(_api), 7);
        await _api.DeliverAsync("sms");
        var office = await _api.ClientAsync("office");
        var (first, second) = await PagesAsync(office);
        Assert.Equal(ids.Select(i => i.ToString()).Order(), first.Concat(second).Order());
        var retried = await CaseDriver.OkAsync(await office.PostAsync("/api/messages/retry", null, Answers.Ct));
        Assert.Equal((7, 0), (retried.GetProperty("retried").GetInt32(), retried.GetProperty("parked").GetInt32()));
        _gateway.Always = HttpStatusCode.OK;
        Assert.Equal(7, await _api.DeliverAsync("sms"));
        Assert.Empty((await office.JsonAsync("/api/messages?state=Parked")).Texts("id"));
        Assert.Equal(7, (await office.JsonAsync("/api/messages?state=delivered")).Texts("id").Count);
    }

    [Fact]
    public async Task Messages_are_the_joint_offices_and_administrators_business_alone()
    {
        var body = await _api.ClientAsync("federation-disabled.handler");
        await (await body.GetAsync("/api/messages", Answers.Ct)).ProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        await (await body.PostAsync("/api/messages/retry", null, Answers.Ct)).ProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        var unknown = Guid.CreateVersion7(_api.Clock.GetUtcNow());
        await (await body.PostAsync($"/api/messages/{unknown}/retry", null, Answers.Ct)).ProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        await (await body.GetAsync($"/api/messages/{unknown}/attempts", Answers.Ct)).ProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        await (await _api.CreateClient().GetAsync("/api/messages", Answers.Ct)).ProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
        var office = await _api.ClientAsync("office");
        await (await office.PostAsync($"/api/messages/{unknown}/retry", null, Answers.Ct)).ProblemAsync(HttpStatusCode.NotFound, "message-not-found");
        await (await office.GetAsync("/api/messages?state=lost", Answers.Ct)).ProblemAsync(HttpStatusCode.BadRequest, "request-invalid");
    }

    private static async Task<(List<string?>, List<string?>)> PagesAsync(HttpClient office)
    {
        var first = await office.JsonAsync("/api/messages?size=4");
        var second = await office.JsonAsync($"/api/messages?size=4&cursor={first.Text("nextCursor")}");
        Assert.Null(second.Text("nextCursor"));
        return (first.Texts("id"), second.Texts("id"));
    }
}
