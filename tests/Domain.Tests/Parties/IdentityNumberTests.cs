using OneWindow.Domain.Parties;

namespace OneWindow.Domain.Tests.Parties;

public sealed class IdentityNumberTests
{
    private static readonly DateOnly Today = new(2026, 10, 12);

    [Theory]
    [InlineData("11010519491231002X")]
    [InlineData("11010519491231002x")]
    [InlineData("  11010519491231002X ")]
    public void A_right_number_is_read(string text)
    {
        Assert.True(IdentityNumber.TryParse(text, Today, out var number, out var error));
        Assert.Null(error);
        Assert.Equal("11010519491231002X", number.Value);
        Assert.Equal(new DateOnly(1949, 12, 31), number.BirthDate);
        Assert.Equal(Gender.Female, number.Gender);
    }

    [Theory]
    [InlineData(null, "identity-length")]
    [InlineData("", "identity-length")]
    [InlineData("110105491231002", "identity-length")]
    [InlineData("1101051949123100222", "identity-length")]
    [InlineData("11010519491231002Y", "identity-characters")]
    [InlineData("1101051949123100X2", "identity-characters")]
    [InlineData("１１０１０５１９４９１２３１００２X", "identity-characters")]
    [InlineData("110105194913310021", "identity-date")]
    [InlineData("110105194902300021", "identity-date")]
    [InlineData("110105194912310021", "identity-checksum")]
    [InlineData("110105194912310211", "identity-checksum")]
    public void A_wrong_number_is_refused_with_the_reason(string? text, string code)
    {
        Assert.False(IdentityNumber.TryParse(text, Today, out var number, out var error));
        Assert.Null(number);
        Assert.Equal(code, error);
    }

    [Fact]
    public void Every_single_wrong_digit_is_noticed()
    {
        const string Right = "11010519491231002X";
        for (var place = 0; place < 17; place++)
        {
            for (var digit = '0'; digit <= '9'; digit++)
            {
                var text = Right[..place] + digit + Right[(place + 1)..];
                Assert.Equal(text == Right, IdentityNumber.TryParse(text, Today, out _, out _));
            }
        }
    }

    [Fact]
    public void A_birth_date_in_the_future_is_refused_and_today_is_not()
    {
        Assert.True(IdentityNumber.TryParse(DemoIdentity.Number(Today), Today, out _, out _));
        Assert.False(IdentityNumber.TryParse(DemoIdentity.Number(Today.AddDays(1)), Today, out var number, out var error));
        Assert.Equal("identity-date", error);
        Assert.Null(number);
    }

    [Fact]
    public void An_unknown_place_is_never_refused() =>
        Assert.True(IdentityNumber.TryParse(DemoIdentity.Number(new(1980, 5, 4)), Today, out _, out _));

    [Theory]
    [InlineData("2008-10-13", 17, true)]
    [InlineData("2008-10-12", 18, false)]
    [InlineData("2008-02-29", 18, false)]
    [InlineData("2026-10-12", 0, true)]
    public void Adulthood_begins_on_the_eighteenth_birthday(string born, int age, bool minor)
    {
        Assert.True(IdentityNumber.TryParse(DemoIdentity.Number(DateOnly.Parse(born)), Today, out var number, out _));
        Assert.Equal((age, minor), (number.AgeOn(Today), number.IsMinorOn(Today)));
    }

    [Fact]
    public void Someone_born_on_a_leap_day_turns_older_on_the_first_of_march()
    {
        Assert.True(IdentityNumber.TryParse(DemoIdentity.Number(new(2008, 2, 29)), Today, out var number, out _));
        Assert.Equal((17, 18), (number.AgeOn(new(2026, 2, 28)), number.AgeOn(new(2026, 3, 1))));
    }

    [Fact]
    public void Only_three_and_four_characters_are_shown_and_text_never_shows_more()
    {
        Assert.True(IdentityNumber.TryParse("11010519491231002X", Today, out var number, out _));
        Assert.Equal("110***********002X", number.Masked);
        Assert.Equal(number.Masked, $"{number}");
    }

    [Theory]
    [InlineData(1, Gender.Male)]
    [InlineData(2, Gender.Female)]
    [InlineData(998, Gender.Female)]
    public void The_last_digit_of_the_serial_tells_the_gender(int serial, Gender gender)
    {
        Assert.True(IdentityNumber.TryParse(DemoIdentity.Number(new(1990, 1, 1), serial), Today, out var number, out _));
        Assert.Equal(gender, number.Gender);
    }

    [Theory]
    [InlineData("1101051949123100")]
    [InlineData("1101051949123100X")]
    public void A_check_character_needs_seventeen_digits(string text) =>
        Assert.Throws<ArgumentException>(() => IdentityNumber.WithCheckDigit(text));
}
