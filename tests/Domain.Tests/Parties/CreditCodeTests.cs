using OneWindow.Domain.Parties;

namespace OneWindow.Domain.Tests.Parties;

public sealed class CreditCodeTests
{
    [Theory]
    [InlineData("91350100M000100Y43")]
    [InlineData(" 91350100m000100y43")]
    public void A_right_code_is_read(string text)
    {
        Assert.True(CreditCode.TryParse(text, out var code, out var error));
        Assert.Equal(("91350100M000100Y43", null), (code, error));
    }

    [Theory]
    [InlineData("91350100M000100Y4Z", "credit-characters")]
    [InlineData("91350100M000100Y4I", "credit-characters")]
    [InlineData("91350100M000100Y44", "credit-checksum")]
    [InlineData("19350100M000100Y43", "credit-checksum")]
    [InlineData("91350100M000100Y4", "credit-length")]
    [InlineData(null, "credit-length")]
    public void A_wrong_code_is_refused_with_the_reason(string? text, string expected)
    {
        Assert.False(CreditCode.TryParse(text, out var code, out var error));
        Assert.Equal((null, expected), (code, error));
        Assert.False(CreditCode.IsValid(text));
    }
}
