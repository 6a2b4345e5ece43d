using System.Text.Json;
using OneWindow.Domain.Forms;

namespace OneWindow.Domain.Tests.Forms;

public sealed class FormValidationTests
{
    [Theory]
    [InlineData("""{"type":"string"}""", "\"a\"", "1", "type")]
    [InlineData("""{"type":"integer"}""", "1.0", "1.5", "type")]
    [InlineData("""{"type":"number"}""", "1.5", "\"1.5\"", "type")]
    [InlineData("""{"type":"boolean"}""", "false", "null", "type")]
    [InlineData("""{"type":["string","null"]}""", "null", "{}", "type")]
    [InlineData("""{"enum":["a",1]}""", "1", "\"1\"", "enum")]
    [InlineData("""{"enum":[{"a":[1]}]}""", """{"a":[1]}""", """{"a":[2]}""", "enum")]
    [InlineData("""{"const":true}""", "true", "false", "const")]
    [InlineData("""{"minimum":1}""", "1", "0.99", "minimum")]
    [InlineData("""{"maximum":5000}""", "5000", "5000.01", "maximum")]
    [InlineData("""{"maximum":5000}""", "-1e300", "1e300", "maximum")]
    [InlineData("""{"exclusiveMinimum":0}""", "0.01", "0", "exclusive-minimum")]
    [InlineData("""{"exclusiveMaximum":10}""", "9.99", "10", "exclusive-maximum")]
    [InlineData("""{"minLength":2}""", "\"才让\"", "\"才\"", "min-length")]
    [InlineData("""{"maxLength":1}""", "\"\ud842\udfb7\"", "\"吉田\"", "max-length")]
    [InlineData("""{"pattern":"^\\d{4}$"}""", "\"1234\"", "\"１２３４\"", "pattern")]
    [InlineData("""{"pattern":"b"}""", "\"abc\"", "\"ac\"", "pattern")]
    [InlineData("""{"pattern":"^\\p{Lu}"}""", "\"A\"", "\"a\"", "pattern")]
    [InlineData("""{"format":"date"}""", "\"2026-02-28\"", "\"2026-02-29\"", "format")]
    [InlineData("""{"format":"date"}""", "\"2026-02-28\"", "\"2026-2-8\"", "format")]
    [InlineData("""{"format":"date-time"}""", "\"2026-02-28T10:00:00+08:00\"", "\"2026-02-28T10:00:00\"", "format")]
    [InlineData("""{"format":"date-time"}""", "\"2026-02-28T10:00:00.5Z\"", "\"2026-02-28T25:00:00Z\"", "format")]
    [InlineData("""{"format":"email"}""", "\"a.b@c.cn\"", "\"a@b@c.cn\"", "format")]
    [InlineData("""{"format":"email"}""", "\"a@b.c\"", "\"a@b\"", "format")]
    [InlineData("""{"format":"identity-number"}""", "\"11010519491231002X\"", "\"110105194912310021\"", "format")]
    [InlineData("""{"format":"phone"}""", "\"13812341234\"", "\"12\"", "format")]
    [InlineData("""{"format":"credit-code"}""", "\"91350100M000100Y43\"", "\"91350100M000100Y4Z\"", "format")]
    [InlineData("""{"minItems":1}""", "[1]", "[]", "min-items")]
    [InlineData("""{"maxItems":1}""", "[1]", "[1,2]", "max-items")]
    [InlineData("""{"oneOf":[{"minimum":5},{"maximum":5}]}""", "6", "5", "one-of")]
    public void Each_rule_lets_the_right_value_pass_and_names_the_wrong_one(string schema, string right, string wrong, string code)
    {
        Assert.Empty(Validate(schema, right));
        var error = Assert.Single(Validate(schema, wrong));
        Assert.Equal((code, ""), (error.Code, error.Path));
        Assert.NotEqual(error.ToChinese(), error.ToEnglish());
    }

    [Fact]
    public void Rules_for_another_type_of_value_do_not_apply() =>
        Assert.Empty(Validate("""{"minimum":5,"minLength":5,"minItems":5,"required":["a"],"pattern":"x","format":"date"}""", "true"));

    [Fact]
    public void Errors_name_fields_by_their_path()
    {
        const string Schema = """
            {"type":"object","required":["name","members"],"additionalProperties":false,
             "properties":{"name":{"type":"string"},"members":{"type":"array","items":{"required":["age"],"properties":{"age":{"type":"integer"}}}}}}
            """;
        using var answers = JsonDocument.Parse("""{"members":[{"age":1},{"age":"x"},{}],"extra":1}""");
        var errors = FormSchema.Parse(JsonDocument.Parse(Schema).RootElement).Validate(answers.RootElement, "form");

        Assert.Equal(
            ["form.name required", "form.members[1].age type", "form.members[2].age required", "form.extra unknown-field"],
            errors.Select(e => $"{e.Path} {e.Code}"));
    }

    [Theory]
    [InlineData("""{"kind":"loan"}""", "amount required")]
    [InlineData("""{"kind":"loan","amount":5}""", "")]
    [InlineData("""{"kind":"gift"}""", "reason required")]
    [InlineData("""{"kind":"gift","reason":"x"}""", "")]
    public void The_answer_to_one_field_decides_what_else_is_asked(string answers, string expected)
    {
        const string Schema = """
            {"if":{"properties":{"kind":{"const":"loan"}},"required":["kind"]},"then":{"required":["amount"]},"else":{"required":["reason"]}}
            """;

        Assert.Equal(expected, string.Join(';', Validate(Schema, answers).Select(e => $"{e.Path} {e.Code}")));
    }

    [Fact]
    public void All_parts_count_and_one_of_any_is_enough()
    {
        const string Schema = """
            {"allOf":[{"required":["a"]},{"required":["a","b"]}],"anyOf":[{"required":["phone"]},{"required":["email"]}]}
            """;

        Assert.Empty(Validate(Schema, """{"a":1,"b":1,"email":"x"}"""));
        Assert.Equal(
            ["a required", "b required", " any-of phone, email"],
            Validate(Schema, "{}").Select(e => $"{e.Path} {e.Code} {e.ArgText}".TrimEnd()));
    }

    [Fact]
    public void Nothing_is_allowed_where_the_schema_says_false()
    {
        Assert.Equal("not-allowed", Assert.Single(Validate("""{"properties":{"a":false,"b":true}}""", """{"a":1,"b":1}""")).Code);
        Assert.Empty(Validate("""{"properties":{"a":false}}""", "{}"));
    }

    [Fact]
    public void A_pattern_that_takes_forever_is_cut_off_and_counts_as_not_fitting()
    {
        var text = JsonSerializer.Serialize(new string('a', 60) + "!");

        Assert.Equal("pattern", Assert.Single(Validate("""{"pattern":"^(a+)+$"}""", text)).Code);
    }

    [Fact]
    public void Messages_come_by_field_in_both_languages()
    {
        var errors = Validate("""{"required":["a"],"properties":{"b":{"minLength":3,"format":"date"}}}""", """{"b":"x"}""");

        Assert.Equal(["还没有填写 (Not answered yet)"], errors.ByField()["a"]);
        Assert.Equal(["至少 3 个字 (At least 3 characters)", "不是有效的日期 (Not a valid date)"], errors.ByField()["b"]);
    }

    private static IReadOnlyList<FormError> Validate(string schema, string value)
    {
        using var document = JsonDocument.Parse(value);
        return FormSchema.Parse(JsonDocument.Parse(schema).RootElement).Validate(document.RootElement);
    }
}
