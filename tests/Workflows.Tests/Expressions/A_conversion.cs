using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Expressions;

namespace OneWindow.Workflows.Tests.Expressions;

/// <summary>How values become the types that definitions name.</summary>
public sealed class A_conversion
{
    [Theory]
    [InlineData("Int32", "'12'", "12")]
    [InlineData("Int32", "' 12 '", "12")]
    [InlineData("Int32", "2.5", "2")]
    [InlineData("Int32", "3.5", "4")]
    [InlineData("Int32", "true", "1")]
    [InlineData("Int32", "''", "null")]
    [InlineData("Int32?", "null", "null")]
    [InlineData("Int16", "-32768", "-32768")]
    [InlineData("Long", "'9007199254740991'", "9007199254740991")]
    [InlineData("Decimal", "'1,234.5'", "1234.5")]
    [InlineData("Double", "'1e3'", "1000")]
    [InlineData("Boolean", "'True'", "true")]
    [InlineData("Boolean", "0", "false")]
    [InlineData("Boolean", "'  '", "null")]
    [InlineData("String", "12.5", "\"12.5\"")]
    [InlineData("String", "true", "\"True\"")]
    [InlineData("String", "''", "\"\"")]
    [InlineData("String", "({ a: [1] })", "\"{\\\"a\\\":[1]}\"")]
    [InlineData("String", "new Date(0)", "\"1970-01-01T00:00:00.0000000+00:00\"")]
    [InlineData("String[]", "'one'", "[\"one\"]")]
    [InlineData("String[]", "'[\"a\",1]'", "[\"a\",\"1\"]")]
    [InlineData("List<Int32>", "['1', 2, null]", "[1,2,null]")]
    [InlineData("ICollection<Int32?>", "'[1,2]'", "[1,2]")]
    [InlineData("HashSet<String>", "['a', 'b', 'a']", "[\"a\",\"b\"]")]
    [InlineData("Guid", "'{3F2504E0-4F89-11D3-9A0C-0305E82C3301}'", "\"3f2504e0-4f89-11d3-9a0c-0305e82c3301\"")]
    [InlineData("TimeSpan", "'1.02:03:04'", "\"1.02:03:04\"")]
    [InlineData("TimeSpan", "'PT90M'", "\"01:30:00\"")]
    [InlineData("TimeSpan", "1500", "\"00:00:01.5000000\"")]
    [InlineData("DateTime", "'2026-09-30T08:00:00+08:00'", "\"2026-09-30T08:00:00+08:00\"")]
    [InlineData("DateTimeOffset", "new Date(0)", "\"1970-01-01T00:00:00.0000000+00:00\"")]
    [InlineData("DateOnly", "'2026-09-30T23:00:00+08:00'", "\"2026-09-30\"")]
    [InlineData("JsonObject", "'{\"a\":1}'", "{\"a\":1}")]
    [InlineData("Object", "'{\"a\":1}'", "\"{\\\"a\\\":1}\"")]
    [InlineData("ObjectDictionary", "({ a: 1 })", "{\"a\":1}")]
    [InlineData("StringDictionary", "({ a: 1, b: null })", "{\"a\":\"1\",\"b\":null}")]
    [InlineData("ByteArray", "'aGk='", "[104,105]")]
    [InlineData("Stream", "[104, 105]", "[104,105]")]
    public void Gives(string type, string source, string json) =>
        Assert.Equal(json, ValueConversion.To(DataType.Parse(type), Run.Script(source)).ToJsonText());

    [Theory]
    [InlineData("Int32", "'1.5'")]
    [InlineData("Int32", "'twelve'")]
    [InlineData("Int32", "3e9")]
    [InlineData("Int16", "32768")]
    [InlineData("Int32", "NaN")]
    [InlineData("Int32", "({})")]
    [InlineData("Boolean", "'yes'")]
    [InlineData("Boolean", "[]")]
    [InlineData("Int32[]", "1")]
    [InlineData("Int32[]", "['a']")]
    [InlineData("DateTime", "'tomorrow'")]
    [InlineData("DateTime", "1e300")]
    [InlineData("DateTime", "({})")]
    [InlineData("TimeSpan", "'soon'")]
    [InlineData("TimeSpan", "1e300")]
    [InlineData("TimeSpan", "NaN")]
    [InlineData("TimeSpan", "'P99999999999Y'")]
    [InlineData("Guid", "'no'")]
    [InlineData("JsonObject", "'{a}'")]
    [InlineData("StringMap", "[1]")]
    [InlineData("ByteArray", "'not base64'")]
    [InlineData("ByteArray", "[256]")]
    [InlineData("ByteArray", "[1.5]")]
    public void Is_refused_where_it_would_guess(string type, string source) =>
        Assert.Throws<ValueConversionException>(() => ValueConversion.To(DataType.Parse(type), Run.Script(source)));

    [Theory]
    [InlineData("String", "Int32", true)]
    [InlineData("Int32", "String", true)]
    [InlineData("Int32", "Boolean", true)]
    [InlineData("Object", "DateTime", true)]
    [InlineData("Int32", "DateTime", true)]
    [InlineData("Int32", "Int32[]", false)]
    [InlineData("Int32[]", "Int32", false)]
    [InlineData("Int32[]", "Decimal[]", true)]
    [InlineData("Boolean", "DateTime", false)]
    [InlineData("DateTime", "Int32", false)]
    [InlineData("Guid", "Boolean", false)]
    [InlineData("ByteArray", "Int32[]", true)]
    [InlineData("ByteArray", "Int32", false)]
    [InlineData("StringMap", "JsonObject", true)]
    public void Between_declared_types_may_work_or_never(string from, string to, bool expected) =>
        Assert.Equal(expected, ValueConversion.CanConvert(DataType.Parse(from), DataType.Parse(to)));

    [Fact]
    public void Bytes_come_back_from_text()
    {
        var bytes = ValueConversion.To(DataType.Parse("ByteArray"), "5Lit5paH");
        var text = ValueConversion.To(DataType.String, bytes);
        Assert.Equal(bytes.ToJsonText(), ValueConversion.To(DataType.Parse("ByteArray"), text).ToJsonText());
    }
}
