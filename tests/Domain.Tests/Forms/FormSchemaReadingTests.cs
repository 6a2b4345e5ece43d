using System.Text.Json;
using OneWindow.Domain.Errors;
using OneWindow.Domain.Forms;

namespace OneWindow.Domain.Tests.Forms;

public sealed class FormSchemaReadingTests
{
    [Theory]
    [InlineData("""{"properties":{"a":{"multipleOf":2}}}""", "$.properties.a.multipleOf", "multipleOf")]
    [InlineData("""{"patternProperties":{}}""", "$.patternProperties", "patternProperties")]
    [InlineData("""{"allOf":[{"not":{}}]}""", "$.allOf[0].not", "not")]
    [InlineData("""{"$ref":"#/x"}""", "$.$ref", "$ref")]
    [InlineData("""{"format":"hostname"}""", "$.format", "hostname")]
    [InlineData("""{"additionalProperties":{"type":"string"}}""", "$.additionalProperties", "true and false")]
    public void A_rule_that_would_not_be_checked_is_refused_by_name(string schema, string path, string named)
    {
        var refusal = Assert.Throws<RefusedException>(() => Schema(schema));

        Assert.Equal((RefusalKind.Invalid, "schema-unsupported"), (refusal.Kind, refusal.Code));
        Assert.Contains(named, Assert.Single(refusal.Errors[path]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type":"text"}""", "$.type")]
    [InlineData("""{"minimum":"1"}""", "$.minimum")]
    [InlineData("""{"minLength":-1}""", "$.minLength")]
    [InlineData("""{"required":"a"}""", "$.required")]
    [InlineData("""{"enum":[]}""", "$.enum")]
    [InlineData("""{"pattern":"("}""", "$.pattern")]
    [InlineData("""{"properties":[]}""", "$.properties")]
    [InlineData("""{"properties":{"a":1}}""", "$.properties.a")]
    [InlineData("\"text\"", "$")]
    public void A_rule_that_makes_no_sense_is_refused_by_its_place(string schema, string path)
    {
        var refusal = Assert.Throws<RefusedException>(() => Schema(schema));

        Assert.Equal("schema-invalid", refusal.Code);
        Assert.Equal([path], refusal.Errors.Keys);
    }

    [Fact]
    public void Annotations_are_let_pass()
    {
        var schema = Schema("""{"$schema":"s","$id":"i","title":"t","titleEn":"e","description":"d","default":1,"x-any":{"y":1}}""");

        Assert.Empty(schema.Validate(JsonDocument.Parse("1").RootElement));
    }

    [Fact]
    public void A_schema_outlives_the_document_it_was_read_from()
    {
        FormSchema schema;
        using (var document = JsonDocument.Parse("""{"properties":{"a":{"title":"甲","enum":["x"]}}}""")) schema = FormSchema.Parse(document.RootElement);
        using var answers = JsonDocument.Parse("""{"a":"y"}""");

        Assert.Equal("enum", Assert.Single(schema.Validate(answers.RootElement)).Code);
        Assert.Equal(JsonValueKind.Object, schema.Json.ValueKind);
    }

    [Fact]
    public void Fields_come_in_order_with_what_a_page_needs()
    {
        var fields = Schema("""
            {
              "type": "object", "required": ["kind", "reason"],
              "properties": {
                "kind": { "type": "string", "title": "类别", "x-title-en": "Kind", "enum": ["a", "b"], "x-enum-names": ["甲", "乙"], "x-enum-names-en": ["A", "B"] },
                "reason": { "type": "string", "title": "事由", "x-multiline": true, "minLength": 2, "maxLength": 500, "description": "写明" },
                "amount": { "type": ["number", "null"], "minimum": 1, "maximum": 5000.5, "default": 10 },
                "from": { "type": "string", "format": "date" },
                "needs": { "type": "array", "items": { "type": "string", "enum": ["x", "y"] } },
                "members": { "type": "array", "items": { "type": "object", "required": ["name"], "properties": { "name": { "type": "string" } } } }
              },
              "if": { "properties": { "kind": { "const": "b" } } },
              "then": { "required": ["other"], "properties": { "other": { "type": "string" } } }
            }
            """).Fields;

        Assert.Equal(["kind", "reason", "amount", "from", "needs", "members", "other"], fields.Select(f => f.Key));
        Assert.Equal([true, true, false, false, false, false, false], fields.Select(f => f.Required));
        Assert.Equal(["string", "string", "number", "string", "array", "array", "string"], fields.Select(f => f.Type));
        Assert.Equal([("a", "甲", "A"), ("b", "乙", "B")], fields[0].Options.Select(o => (o.Value, o.Name, o.NameEn ?? "")));
        Assert.Equal(("类别", "Kind"), (fields[0].Title, fields[0].TitleEn));
        Assert.Equal((true, 2, 500, "写明"), (fields[1].Multiline, fields[1].MinLength, fields[1].MaxLength, fields[1].Description));
        Assert.Equal((1m, 5000.5m, "10"), (fields[2].Minimum, fields[2].Maximum, fields[2].Default));
        Assert.Equal("date", fields[3].Format);
        Assert.Equal(["x", "y"], fields[4].Options.Select(o => o.Name));
        Assert.True(Assert.Single(fields[5].Children) is { Key: "name", Required: true });
        Assert.True(fields[6].IsConditional);
    }

    private static FormSchema Schema(string json) => FormSchema.Parse(JsonDocument.Parse(json).RootElement);
}
