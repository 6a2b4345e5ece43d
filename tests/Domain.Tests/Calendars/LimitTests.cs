using System.Text.Json;
using OneWindow.Domain.Calendars;
using OneWindow.Domain.Errors;

namespace OneWindow.Domain.Tests.Calendars;

public sealed class LimitTests
{
    [Theory]
    [InlineData("7wd", 7, LimitUnit.WorkingDays, "7个工作日", "7 working days")]
    [InlineData("5d", 5, LimitUnit.NaturalDays, "5日", "5 days")]
    [InlineData("48h", 48, LimitUnit.Hours, "48小时", "48 hours")]
    [InlineData("1m", 1, LimitUnit.Months, "1个月", "1 month")]
    [InlineData("0d", 0, LimitUnit.NaturalDays, "0日", "0 days")]
    public void A_limit_reads_and_writes_as_rules_state_it(string text, int count, LimitUnit unit, string chinese, string english)
    {
        var limit = Limit.Parse(text);

        Assert.Equal(new Limit(count, unit), limit);
        Assert.Equal(text, limit.ToString());
        Assert.Equal(chinese, limit.ToChinese());
        Assert.Equal(english, limit.ToEnglish());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("7")]
    [InlineData("wd")]
    [InlineData("-7d")]
    [InlineData("7 d")]
    [InlineData("7WD")]
    [InlineData("7wdx")]
    [InlineData("７d")]
    [InlineData("10000d")]
    public void Any_other_text_is_refused(string? text)
    {
        Assert.False(Limit.TryParse(text, out _));
        Assert.Equal("limit-invalid", Assert.Throws<RefusedException>(() => Limit.Parse(text)).Code);
    }

    [Fact]
    public void In_json_a_limit_is_its_text()
    {
        Assert.Equal("\"7wd\"", JsonSerializer.Serialize(new Limit(7, LimitUnit.WorkingDays)));
        Assert.Equal(new Limit(48, LimitUnit.Hours), JsonSerializer.Deserialize<Limit>("\"48h\""));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Limit>("7"));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Limit>("\"soon\""));
    }
}
