using System.Text.Json;
using System.Text.RegularExpressions;

namespace OneWindow.Domain.Forms;

/// <summary>One schema object, read once; every member is one keyword, null where it is absent.</summary>
internal sealed class SchemaNode
{
    /// <summary>Set for the schemas <c>true</c> and <c>false</c>, which have no keywords.</summary>
    public bool? Always { get; set; }

    /// <summary>The object itself, for its annotations.</summary>
    public JsonElement Json { get; set; }

    public string[]? Types { get; set; }

    /// <summary>In the order of the document.</summary>
    public List<KeyValuePair<string, SchemaNode>>? Properties { get; set; }

    public string[]? Required { get; set; }

    public bool ForbidsOthers { get; set; }

    public JsonElement[]? Enum { get; set; }

    public JsonElement? Const { get; set; }

    public decimal? Minimum { get; set; }

    public decimal? Maximum { get; set; }

    public decimal? ExclusiveMinimum { get; set; }

    public decimal? ExclusiveMaximum { get; set; }

    public int? MinLength { get; set; }

    public int? MaxLength { get; set; }

    public int? MinItems { get; set; }

    public int? MaxItems { get; set; }

    public Regex? Pattern { get; set; }

    public string? Format { get; set; }

    public SchemaNode? Items { get; set; }

    public SchemaNode? If { get; set; }

    public SchemaNode? Then { get; set; }

    public SchemaNode? Else { get; set; }

    public SchemaNode[]? AllOf { get; set; }

    public SchemaNode[]? AnyOf { get; set; }

    public SchemaNode[]? OneOf { get; set; }
}
