using OneWindow.Domain.Parties;

namespace OneWindow.Domain.Tests.Parties;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("13812341234", "13812341234")]
    [InlineData(" 138 1234 1234 ", "13812341234")]
    [InlineData("+86 138-1234-1234", "13812341234")]
    [InlineData("008613812341234", "13812341234")]
    [InlineData("0975-8322123", "09758322123")]
    [InlineData("(010)12345678", "01012345678")]
    [InlineData("（0975）8322123", "09758322123")]
    public void One_number_is_always_one_text(string typed, string expected) => Assert.Equal(expected, PhoneNumber.Normalise(typed));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("12812341234")]
    [InlineData("1381234123")]
    [InlineData("138123412345")]
    [InlineData("0975-832212")]
    [InlineData("0012345678")]
    [InlineData("1381234123a")]
    [InlineData("１３８１２３４１２３４")]
    public void Anything_else_is_no_phone_number(string? typed)
    {
        Assert.Null(PhoneNumber.Normalise(typed));
        Assert.False(PhoneNumber.IsValid(typed));
        Assert.Null(PhoneNumber.Tail(typed));
        Assert.Equal("****", PhoneNumber.Masked(typed));
    }

    [Fact]
    public void The_middle_is_masked_and_the_tail_is_the_last_four()
    {
        Assert.Equal("138****1234", PhoneNumber.Masked("138 0000 1234"));
        Assert.Equal("097****2123", PhoneNumber.Masked("0975-8322123"));
        Assert.Equal("1234", PhoneNumber.Tail("13800001234"));
        Assert.Equal("001234", PhoneNumber.Tail("13800001234", 6));
    }
}
