using OneWindow.Domain.Errors;
using OneWindow.Domain.Letters;

namespace OneWindow.Domain.Tests.Letters;

public sealed class LetterTemplatesTests
{
    [Fact]
    public void The_first_letter_that_fits_is_taken()
    {
        var letters = LetterTemplates.Parse($$"""{"letters": [{{Letter("refusal", "\"results\": [\"refused\"],")}}, {{Letter("own", "\"services\": [\"s\"],")}}, {{Letter("any", "")}}]}""");

        Assert.Equal("refusal", letters.For(LetterOccasion.Closed, "s", "refused")!.Key);
        Assert.Equal("own", letters.For(LetterOccasion.Closed, "s", "granted")!.Key);
        Assert.Equal("any", letters.For(LetterOccasion.Closed, "t", "granted")!.Key);
        Assert.Null(letters.For(LetterOccasion.Grant, "s", null));
    }

    [Fact]
    public void A_place_that_no_case_fills_is_found_before_anything_is_printed()
    {
        var refused = Assert.Throws<RefusedException>(() => LetterTemplates.Parse(
            """{"letters": [{"key": "k", "on": "grant", "title": "题", "titleEn": "T", "text": ["{amount}{salary}"], "textEn": ["{reason}"]}]}"""));

        Assert.Equal("letters-invalid", refused.Code);
        Assert.Contains("salary", Assert.Single(refused.Errors["letters[0].text"]), StringComparison.Ordinal);
        Assert.Contains("reason", Assert.Single(refused.Errors["letters[0].textEn"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"letters": [{"key": "k", "on": "birthday", "title": "题", "titleEn": "T", "text": ["x"], "textEn": ["x"]}]}""", "letters[0].on")]
    [InlineData("""{"letters": [{"key": "k", "on": "grant", "title": "题", "titleEn": "T", "text": ["x", "y"], "textEn": ["x"]}]}""", "letters[0].textEn")]
    [InlineData("""{"letters": [1]}""", "letters[0]")]
    [InlineData("""{}""", "letters")]
    public void Everything_wrong_is_told_by_its_path(string json, string path) =>
        Assert.Contains(path, Assert.Throws<RefusedException>(() => LetterTemplates.Parse(json)).Errors.Keys);

    [Fact]
    public void Places_are_filled_and_those_without_a_value_leave_nothing() =>
        Assert.Equal("甲：5元", LetterPlaces.Fill("{applicant}：{amount}元{appeal}", new Dictionary<string, string> { ["applicant"] = "甲", ["amount"] = "5" }));

    private static string Letter(string key, string more) =>
        $$"""{"key": "{{key}}", "on": "closed", {{more}} "title": "题", "titleEn": "T", "text": ["{result}"], "textEn": ["{result}"]}""";
}
