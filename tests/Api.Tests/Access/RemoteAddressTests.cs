using System.Net;
using OneWindow.Api.Features.Access;

namespace OneWindow.Api.Tests.Access;

public sealed class RemoteAddressTests
{
    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64")]
    public void Senders_are_told_apart_by_their_network(string address, string counted) => Assert.Equal(counted, CurrentCaller.NetworkOf(IPAddress.Parse(address)));

    [Fact]
    public void Outside_a_request_there_is_none() => Assert.Equal("", CurrentCaller.NetworkOf(null));
}
