using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Endpoints;

public sealed class SessionTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task A_right_password_gives_a_token_and_tells_who_it_is()
    {
        var session = await (await PostAsync("window", "onewindow")).Content.ReadFromJsonAsync<JsonElement>(Answers.Ct);
        var user = session.GetProperty("user");
        Assert.Equal("window", user.Text("userName"));
        Assert.Equal("county-station", user.Text("servicePoint"));
        Assert.Equal(["county-station"], user.GetProperty("bodies").EnumerateArray().Select(b => b.GetString()));
        Assert.Equal(["clerk"], user.GetProperty("roles").EnumerateArray().Select(b => b.GetString()));
        var client = api.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", session.Text("token"));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/tasks", Answers.Ct)).StatusCode);
    }

    [Fact]
    public async Task User_names_are_read_in_any_letter_case() =>
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(" Office ", "onewindow")).StatusCode);

    [Theory]
    [InlineData("admin", "wrong")]
    [InlineData("nobody-of-this-name", "onewindow")]
    public async Task A_wrong_password_and_an_unknown_name_are_refused_alike(string userName, string password)
    {
        var problem = await (await PostAsync(userName, password)).ProblemAsync(HttpStatusCode.Unauthorized, "credentials-wrong");
        Assert.Equal("用户名或密码不对。", problem.Text("title"));
    }

    [Theory]
    [InlineData("county-station.clerk")]
    [InlineData("another-unknown-name")]
    public async Task Ten_wrong_tries_close_the_door_for_a_minute(string userName)
    {
        for (var i = 0; i < 10; i++) await (await PostAsync(userName, "wrong")).ProblemAsync(HttpStatusCode.Unauthorized, "credentials-wrong");
        var refused = await PostAsync(userName, "onewindow");
        await refused.ProblemAsync(HttpStatusCode.TooManyRequests, "too-many-attempts");
        Assert.Equal(TimeSpan.FromMinutes(1), refused.Headers.RetryAfter?.Delta);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync("window2", "onewindow")).StatusCode);
    }

    [Fact]
    public async Task Many_wrong_tries_at_once_are_all_counted()
    {
        var tries = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => PostAsync("hospital.handler", "wrong")));
        Assert.All(tries, t => Assert.Equal(HttpStatusCode.Unauthorized, t.StatusCode));
        Assert.Contains(4, await api.WithDbAsync(db => Task.FromResult(db.FailedAttempts.Select(a => a.Count).ToList())));
    }

    [Fact]
    public async Task A_token_that_was_made_up_is_refused()
    {
        var client = api.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "CfDJ8made-up");
        await (await client.GetAsync("/api/cases", Answers.Ct)).ProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    public async Task Names_that_were_tried_are_not_kept_in_clear()
    {
        await PostAsync("a-name-typed-by-mistake", "wrong");
        var keys = await api.WithDbAsync(db => Task.FromResult(db.FailedAttempts.Select(a => a.Key).ToList()));
        Assert.NotEmpty(keys);
        Assert.DoesNotContain(keys, k => k.Contains("typed", StringComparison.Ordinal));
    }

    private Task<HttpResponseMessage> PostAsync(string userName, string password) =>
        api.CreateClient().PostAsJsonAsync("/api/session", new { userName, password }, Answers.Ct);
}
