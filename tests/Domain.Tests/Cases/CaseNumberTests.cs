using OneWindow.Domain.Cases;

namespace OneWindow.Domain.Tests.Cases;

public sealed class CaseNumberTests
{
    private static readonly DateOnly Day = new(2026, 9, 29);

    // 2609290000018 by hand, doubling from the right: 8>7, 1, 0, 0, 0, 0, 0>0, 9, 2>4, 9, 0, 6, 2>4 gives 40.
    [Fact]
    public void A_number_is_day_random_digits_and_check_digit() => Assert.Equal("26092900000180", CaseNumber.Create(Day, 18));

    [Fact]
    public void Only_the_last_seven_digits_of_the_random_number_count() =>
        Assert.Equal(CaseNumber.Create(Day, 12), CaseNumber.Create(Day, 120_000_012));

    [Fact]
    public void Every_number_made_is_valid_and_every_single_wrong_digit_is_noticed()
    {
        for (var random = 0; random < 2_000_000; random += 99_991)
        {
            var number = CaseNumber.Create(Day, random);
            Assert.True(CaseNumber.IsValid(number));
            for (var i = 0; i < number.Length; i++)
            {
                var wrong = number.ToCharArray();
                wrong[i] = (char)('0' + (wrong[i] - '0' + 1) % 10);
                Assert.False(CaseNumber.IsValid(new string(wrong)));
            }
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2609290000018")]
    [InlineData("260929000001800")]
    [InlineData("2609290000018x")]
    public void Other_texts_are_no_numbers(string? text) => Assert.False(CaseNumber.IsValid(text));
}
