using OneWindow.Workflows.Definitions;

namespace OneWindow.Workflows.Tests.Definitions;

/// <summary>A property that an object has twice is refused wherever it stands, as nobody can say which of both is meant.</summary>
public sealed class Repeated_properties
{
    [Theory]
    [InlineData("""{"text":{"typeName":"String","expression":{"type":"Literal","value":"x","value":"y"}}}""", "$.root.text.expression")]
    [InlineData("""{"text":{"typeName":"String","typeName":"String"}}""", "$.root.text")]
    [InlineData("""{"text":"x","customProperties":{"z":1,"z":2}}""", "$.root.customProperties")]
    [InlineData("""{"text":{"typeName":"Object","expression":{"type":"Object","value":[1,{"a":1,"a":2}]}}}""", "$.root.text.expression.value[1]")]
    public void Are_found_with_their_place(string activity, string place)
    {
        var json = $$"""{"id":"a","root":{"id":"w","type":"Elsa.WriteLine",{{activity[1..]}}}""";

        var finding = Assert.Single(Assert.Throws<DefinitionException>(() => DefinitionReader.Read(json)).Findings);

        Assert.Equal(("OW004-duplicate-property", place), (finding.Code, finding.Path));
    }
}
