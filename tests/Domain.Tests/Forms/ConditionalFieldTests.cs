using System.Text.Json;
using OneWindow.Domain.Forms;

namespace OneWindow.Domain.Tests.Forms;

/// <summary>A form asks for what the answers so far make necessary, and for nothing else.</summary>
public sealed class ConditionalFieldTests
{
    private const string Renting =
        """
        {"properties":{"owns":{"type":"boolean"},"note":{"type":"string"}},"required":["owns"],
        "if":{"properties":{"owns":{"const":false}},"required":["owns"]},
        "then":{"properties":{"landlord":{"type":"string"}},"required":["landlord","note"]},
        "else":{"properties":{"deed":{"type":"string"}}}}
        """;

    [Theory]
    [InlineData("""{"owns":false}""", "owns*, note*, landlord*")]
    [InlineData("""{"owns":true}""", "owns*, note, deed")]
    [InlineData("{}", "owns*, note, deed")]
    public void A_field_of_another_answer_is_not_asked_for(string answers, string fields) => Assert.Equal(fields, Shown(Renting, answers));

    [Theory]
    [InlineData("""{"a":1,"b":2}""", "a, b, c*")]
    [InlineData("""{"a":1}""", "a, b")]
    [InlineData("{}", "a")]
    public void Conditions_in_a_list_are_decided_one_by_one(string answers, string fields) => Assert.Equal(fields, Shown(
        """
        {"properties":{"a":{"type":"integer"}},"allOf":[
        {"if":{"required":["a"]},"then":{"properties":{"b":{"type":"integer"}}}},
        {"if":{"required":["b"]},"then":{"properties":{"c":{"type":"integer"}},"required":["c"]}}]}
        """, answers));

    [Fact]
    public void Parts_of_a_field_have_conditions_of_their_own()
    {
        var schema = Schema("""{"properties":{"home":""" + Renting + "}}");
        var home = Assert.Single(schema.FieldsFor(JsonDocument.Parse("""{"home":{"owns":false}}""").RootElement));
        Assert.Equal("owns*, note*, landlord*", Words(home.Children));
    }

    [Fact]
    public void Of_alternatives_all_fields_are_offered_and_none_is_asked_for() => Assert.Equal("a, b", Shown(
        """{"anyOf":[{"properties":{"a":{}},"required":["a"]},{"properties":{"b":{}},"required":["b"]}]}""", "{}"));

    [Theory]
    [InlineData("identity-number", "110105194912310021", "校验位", "check digit")]
    [InlineData("identity-number", "11010519491331002X", "出生日期", "date of birth")]
    [InlineData("identity-number", "1101", "18", "18")]
    [InlineData("disability-certificate", "11010519491231002X", "20", "20")]
    [InlineData("disability-certificate", "11010519491231002X84", "类别", "kind")]
    [InlineData("disability-certificate", "11010519491231002X45", "等级", "grade")]
    [InlineData("disability-certificate", "11010519491231002144", "校验位", "check digit")]
    [InlineData("credit-code", "91350100M000100Y4Z", "I、O、S、V、Z", "without I, O, S, V, Z")]
    [InlineData("credit-code", "91350100M000100Y44", "校验位", "check character")]
    public void What_is_wrong_with_a_number_is_said(string format, string number, string zh, string en)
    {
        var error = Assert.Single(Schema($$"""{"format":"{{format}}"}""").Validate(JsonSerializer.SerializeToElement(number)));
        Assert.Equal("format", error.Code);
        Assert.Contains(zh, error.ToChinese(), StringComparison.Ordinal);
        Assert.Contains(en, error.ToEnglish(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("disability-certificate", "11010519491231002X44")]
    [InlineData("disability-certificate", "11010519491231002x44b2")]
    public void A_right_number_fits(string format, string number) =>
        Assert.Empty(Schema($$"""{"format":"{{format}}"}""").Validate(JsonSerializer.SerializeToElement(number)));

    private static string Shown(string schema, string answers) => Words(Schema(schema).FieldsFor(JsonDocument.Parse(answers).RootElement));

    private static string Words(IEnumerable<FormField> fields) => string.Join(", ", fields.Select(f => f.Required ? $"{f.Key}*" : f.Key));

    private static FormSchema Schema(string json) => FormSchema.Parse(JsonDocument.Parse(json).RootElement);
}
