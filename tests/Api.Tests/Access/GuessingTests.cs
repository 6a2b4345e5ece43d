using System.Net;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Access;

/// <summary>Four digits are few: whoever guesses them from many places at once is stopped, and whoever is right gets in again soon.</summary>
public sealed class GuessingTests
{
    [Fact]
    public async Task Many_networks_share_one_number_of_wrong_tries_for_a_case()
    {
        await using var api = new ApiFactory { Settings = new Dictionary<string, string> { ["Hosting:KnownProxies"] = "127.0.0.0/8" } };
        var number = (await new CaseSeed().AddAsync(api)).Case.Number;
        for (var i = 0; i < 60; i++)
            await (await TrackAsync(api, number, "0000", $"203.0.113.{i / 9}")).ProblemAsync(HttpStatusCode.NotFound, "track-not-found");
        await (await TrackAsync(api, number, "1234", "198.51.100.1")).ProblemAsync(HttpStatusCode.TooManyRequests, "track-closed");
        var other = (await new CaseSeed().AddAsync(api)).Case.Number;
        Assert.Equal(HttpStatusCode.OK, (await TrackAsync(api, other, "1234", "203.0.113.0")).StatusCode);
        api.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal(HttpStatusCode.OK, (await TrackAsync(api, number, "1234", "198.51.100.1")).StatusCode);

        // One line has a whole /64 of addresses.
        for (var i = 0; i < 10; i++)
            await (await TrackAsync(api, other, "0000", $"2001:db8:0:1::{i:x}")).ProblemAsync(HttpStatusCode.NotFound, "track-not-found");
        await (await TrackAsync(api, other, "1234", "2001:db8:0:1:ffff::1")).ProblemAsync(HttpStatusCode.TooManyRequests, "track-closed");
        Assert.Equal(HttpStatusCode.OK, (await TrackAsync(api, other, "1234", "2001:db8:0:2::1")).StatusCode);
    }

    [Fact]
    public async Task Whoever_guesses_from_one_network_alone_never_keeps_others_out()
    {
        await using var api = new ApiFactory { Settings = new Dictionary<string, string> { ["Hosting:KnownProxies"] = "127.0.0.0/8" } };
        var number = (await new CaseSeed().AddAsync(api)).Case.Number;
        for (var quarter = 0; quarter < 6; quarter++)
        {
            for (var i = 0; i < 10; i++) await (await TrackAsync(api, number, "0000", "203.0.113.1")).ProblemAsync(HttpStatusCode.NotFound, "track-not-found");
            var closed = await TrackAsync(api, number, "1234", "203.0.113.1");
            Assert.Equal(TimeSpan.FromMinutes(15), closed.Headers.RetryAfter?.Delta);
            await closed.ProblemAsync(HttpStatusCode.TooManyRequests, "track-closed");
            Assert.Equal(HttpStatusCode.OK, (await TrackAsync(api, number, "1234", "198.51.100.1")).StatusCode);
            api.Clock.Advance(TimeSpan.FromMinutes(15));
        }

        // A try of yesterday is no trouble for one of today.
        api.Clock.Advance(TimeSpan.FromDays(2));
        await (await TrackAsync(api, number, "0000", "203.0.113.2")).ProblemAsync(HttpStatusCode.NotFound, "track-not-found");
    }

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [InlineData("64:ff9b::203.0.113.7", "203.0.113.7")]
    [InlineData(null, "")]
    public void A_network_is_what_one_line_has(string? address, string expected) =>
        Assert.Equal(expected, Networks.Of(address is null ? null : IPAddress.Parse(address)));

    private static async Task<HttpResponseMessage> TrackAsync(ApiFactory api, string number, string tail, string from)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/track/{number}?tail={tail}");
        request.Headers.Add("X-Forwarded-For", from);
        return await (await api.SharedClientAsync("")).SendAsync(request, Answers.Ct);
    }
}
