using System.Net;
using System.Net.Http.Json;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Endpoints;

/// <summary>Moves the clock, and so has an application of its own.</summary>
public sealed class SessionThrottleTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task After_a_minute_the_right_password_opens_again_and_wipes_the_slate()
    {
        for (var i = 0; i < 10; i++) await PostAsync("wrong");
        Assert.Equal(HttpStatusCode.TooManyRequests, (await PostAsync("onewindow")).StatusCode);
        api.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(HttpStatusCode.OK, (await PostAsync("onewindow")).StatusCode);
        Assert.Equal(0, await api.WithDbAsync(db => Task.FromResult(db.FailedAttempts.Count())));
    }

    private Task<HttpResponseMessage> PostAsync(string password) =>
        api.CreateClient().PostAsJsonAsync("/api/session", new { userName = "window", password }, Answers.Ct);
}
