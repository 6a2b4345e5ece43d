using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Api.Hosting;

namespace OneWindow.Api.Tests.Hosting;

/// <summary>What a proxy says about a request is believed where the proxy is one of ours.</summary>
public sealed class ProxyTests
{
    [Theory]
    [InlineData("127.0.0.0/8", true)]
    [InlineData("10.0.0.5", false)]
    [InlineData("none", false)]
    public async Task Only_a_known_proxy_can_say_that_a_request_came_by_https(string proxies, bool believed)
    {
        await using var api = new ApiFactory { Settings = new Dictionary<string, string> { ["Hosting:KnownProxies"] = proxies, ["Hosting:Hsts"] = "true" } };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/services");
        request.Headers.Host = "onewindow.example";
        request.Headers.Add("X-Forwarded-Proto", "https");

        var answer = await api.CreateClient().SendAsync(request, Answers.Ct);

        Assert.Equal(believed, answer.Headers.Contains("Strict-Transport-Security"));
    }

    [Theory]
    [InlineData("stale-version", 409, "1")]
    [InlineData("too-many-attempts", 429, "60")]
    [InlineData("track-closed", 429, "900")]
    [InlineData("storage-unavailable", 503, "5")]
    [InlineData("case-closed", 409, null)]
    public async Task Where_asking_again_may_help_the_answer_says_when(string code, int status, string? seconds)
    {
        await using var api = new ApiFactory();
        var context = new DefaultHttpContext { RequestServices = api.Services.GetRequiredService<IServiceProvider>() };
        await Problems.WriteAsync(context, status, code, null);
        Assert.Equal(seconds, (string?)context.Response.Headers.RetryAfter);
    }
}
