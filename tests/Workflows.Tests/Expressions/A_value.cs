using System.Text;
using System.Text.Json;
using OneWindow.Workflows.Expressions;
using OneWindow.Workflows.Expressions.JavaScript;

namespace OneWindow.Workflows.Tests.Expressions;

public sealed class A_value
{
    [Theory]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("-12.5")]
    [InlineData("\"中文 \\\"x\\\"\"")]
    [InlineData("[1,[],{\"a\":null}]")]
    [InlineData("{\"b\":1,\"a\":{\"c\":[false]}}")]
    [InlineData("1e+21")]
    public void Comes_back_from_json_as_it_was(string json)
    {
        using var document = JsonDocument.Parse(json);
        var value = Value.FromJson(document.RootElement);
        Assert.Equal(json, value.ToJsonText());
        Assert.Equal(json, value.ToJson().GetRawText());
        Assert.Equal(json, Value.FromJsonText(json).ToJsonText());
    }

    [Theory]
    [InlineData("undefined", "null")]
    [InlineData("({ a: undefined, f() {}, n: NaN, i: 1 / 0, d: new Date(0), z: [undefined, () => 1] })", """{"n":null,"i":null,"d":"1970-01-01T00:00:00.000Z","z":[null,null]}""")]
    [InlineData("() => 1", "null")]
    [InlineData("'\\u0001\\n\\ud800'", """
        "\u0001\n�"
        """)]
    [InlineData("new Date(NaN)", "null")]
    [InlineData("new Map([[1, 2]])", "{}")]
    public void Writes_what_json_has_no_word_for(string source, string json)
    {
        var value = Run.Script(source);
        Assert.Equal(json.Trim(), value.ToJsonText());
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream)) value.WriteTo(writer);
        Assert.Equal(JsonDocument.Parse(json).RootElement.ToString(), JsonDocument.Parse(stream.ToArray()).RootElement.ToString());
    }

    [Fact]
    public void That_contains_itself_has_no_json()
    {
        var value = Run.Script("const a = { b: [] }; a.b.push(a); a");
        Assert.Equal(ScriptErrorCodes.Type, Assert.Throws<ScriptException>(() => value.ToJsonText()).Code);
        Assert.Equal(ValueKind.Object, value.DeepClone().Kind);
    }

    [Fact]
    public void Too_deep_for_json_is_refused_both_ways()
    {
        var value = Run.Script("let a = []; for (let i = 0; i < 1000; i++) a = [a]; a");
        Assert.Equal(ScriptErrorCodes.Depth, Assert.Throws<ScriptException>(() => value.ToJsonText()).Code);
        Assert.Equal(ScriptErrorCodes.Depth, Assert.Throws<ScriptException>(() => value.DeepClone()).Code);
        var text = new string('[', 600) + new string(']', 600);
        Assert.Equal(ScriptErrorCodes.Depth, Assert.Throws<ScriptException>(() => Value.FromJsonText(text)).Code);
        using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 1000 });
        Assert.Equal(ScriptErrorCodes.Depth, Assert.Throws<ScriptException>(() => Value.FromJson(document.RootElement)).Code);
    }

    [Fact]
    public void Is_equal_as_javascript_says_but_nan_is_a_key()
    {
        Value one = 1, text = "a", nan = double.NaN;
        Assert.True(one.StrictEquals(1.0));
        Assert.True(text.StrictEquals(new StringBuilder("a").ToString()));
        Assert.False(one.StrictEquals("1"));
        Assert.False(nan.StrictEquals(nan));
        Assert.Equal(nan, double.NaN);
        Assert.Equal(((Value)0.0).GetHashCode(), ((Value)(-0.0)).GetHashCode());
        Assert.False(Value.NewObject().StrictEquals(Value.NewObject()));
        Assert.NotEqual(Value.Null, Value.Undefined);
        Assert.Equal(default, Value.Undefined);
        Assert.Equal(Value.Null, Value.From(null));
    }

    [Fact]
    public void A_copy_shares_nothing_with_its_source()
    {
        var source = Run.Script("({ a: [1, { b: 2 }], d: new Date(5), m: new Map([[1, [2]]]) })");
        var copy = source.DeepClone();
        Run.Script("o.a[1].b = 9; o.a.push(3); o.d.setTime(6); o.m.get(1).push(3)", new TestHost { ["o"] = source });
        Assert.Equal("""{"a":[1,{"b":2}],"d":"1970-01-01T00:00:00.005Z","m":{}}""", copy.ToJsonText());
        Assert.Equal("2", Run.Script("String(o.m.get(1))", new TestHost { ["o"] = copy }).AsText);
    }

    [Fact]
    public void An_object_is_read_and_written_by_the_host()
    {
        var value = Value.NewObject([new("a", 1), new("list", Value.NewArray([1, "x"]))]);
        Assert.True(value.TryGetProperty("a", out var a) && a.AsNumber == 1);
        Assert.False(value.TryGetProperty("none", out _));
        Assert.True(value.TrySetProperty("b", true));
        Assert.Equal(["a", "list", "b"], value.Properties().Select(p => p.Key));
        Assert.True(value.TryGetProperty("list", out var list) && list.TryGetArray(out var items) && items.Count == 2);
        Assert.False(value.TryGetArray(out _));
        Assert.False(((Value)1).TryGetProperty("a", out _));
    }

    [Fact]
    public void A_date_keeps_its_instant()
    {
        var instant = new DateTimeOffset(2024, 2, 29, 8, 0, 0, TimeSpan.FromHours(8));
        var value = Value.NewDate(instant);
        Assert.True(value.TryGetDate(out var back));
        Assert.Equal(instant, back);
        Assert.Equal("\"2024-02-29T00:00:00.000Z\"", value.ToJsonText());
        Assert.False(Run.Script("new Date(NaN)").TryGetDate(out _));
    }

    [Fact]
    public void A_function_of_a_script_can_be_called_later() =>
        Assert.Equal(7, Run.Script("let n = 1; (a, b) => n += a * b").Invoke(2, 3).AsNumber);
}
