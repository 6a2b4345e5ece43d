using System.Text;
using OneWindow.Api.Features.Messages.Webhooks;

namespace OneWindow.Api.Tests.Messages;

/// <summary>Signatures are those of the Standard Webhooks scheme, so that its libraries can check and make them.</summary>
public sealed class WebhookSignatureTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const long Timestamp = 1614265330;
    private const string Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"test": 2432232314}""");

    [Fact]
    public void A_known_example_comes_out() => Assert.Equal(Signature, WebhookSignature.Sign(Secret, Id, Timestamp, Body));

    [Fact]
    public void One_right_signature_among_several_is_enough() =>
        Assert.True(WebhookSignature.IsRight(Secret, Id, Timestamp, Body, $"v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc= v2,x {Signature}"));

    [Fact]
    public void Whatever_is_changed_the_signature_is_wrong()
    {
        Assert.False(WebhookSignature.IsRight(Secret, Id, Timestamp, [.. Body, (byte)' '], Signature));
        Assert.False(WebhookSignature.IsRight(Secret, Id + "x", Timestamp, Body, Signature));
        Assert.False(WebhookSignature.IsRight(Secret, Id, Timestamp + 1, Body, Signature));
        Assert.False(WebhookSignature.IsRight(WebhookSignature.NewSecret(), Id, Timestamp, Body, Signature));
        Assert.False(WebhookSignature.IsRight(Secret, Id, Timestamp, Body, Signature["v1,".Length..]));
        Assert.False(WebhookSignature.IsRight(Secret, Id, Timestamp, Body, ""));
    }

    [Theory]
    [InlineData(-300, true)]
    [InlineData(-301, false)]
    [InlineData(300, true)]
    [InlineData(301, false)]
    public void Five_minutes_are_tolerated_either_way(int seconds, bool fresh) =>
        Assert.Equal(fresh, WebhookSignature.IsFresh(Timestamp + seconds, DateTimeOffset.FromUnixTimeSeconds(Timestamp)));
}
