using OneWindow.Domain.Parties;

namespace OneWindow.Domain.Tests.Parties;

public sealed class DisabilityCertificateNumberTests
{
    private const string Identity = "11010519491231002X";

    [Theory]
    [InlineData(Identity + "42", DisabilityType.Physical, 2, 0)]
    [InlineData(Identity + "11B1", DisabilityType.Visual, 1, 1)]
    [InlineData(Identity + "74b12", DisabilityType.Multiple, 4, 12)]
    public void The_number_holds_identity_type_grade_and_replacements(string text, DisabilityType type, int grade, int replacement)
    {
        Assert.True(DisabilityCertificateNumber.TryParse(text, out var number, out _));
        Assert.Equal((Identity, type, grade, replacement), (number.Identity.Value, number.Type, number.Grade, number.Replacement));
        Assert.Equal(text.ToUpperInvariant(), number.Value);
        Assert.DoesNotContain("19491231", number.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Identity, "certificate-length")]
    [InlineData(Identity + "4", "certificate-length")]
    [InlineData("11010519491231002142", "identity-checksum")]
    [InlineData(Identity + "02", "certificate-type")]
    [InlineData(Identity + "82", "certificate-type")]
    [InlineData(Identity + "40", "certificate-grade")]
    [InlineData(Identity + "45", "certificate-grade")]
    [InlineData(Identity + "42B", "certificate-replacement")]
    [InlineData(Identity + "42B0", "certificate-replacement")]
    [InlineData(Identity + "42C1", "certificate-replacement")]
    [InlineData(Identity + "42B123", "certificate-replacement")]
    public void A_wrong_number_is_refused_with_the_reason(string text, string code)
    {
        Assert.False(DisabilityCertificateNumber.TryParse(text, out _, out var error));
        Assert.Equal(code, error);
    }
}
