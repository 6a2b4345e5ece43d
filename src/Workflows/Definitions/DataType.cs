namespace OneWindow.Workflows.Definitions;

/// <summary>The types that the engine tells apart; other registered aliases behave as one of them.</summary>
public enum BaseType
{
    Object,
    String,
    Boolean,
    Int32,
    Int64,
    Decimal,
    Double,
    DateTime,
    TimeSpan,
}

/// <summary>A type as a definition names it: a base, whether it is a list of it, whether it may be empty.</summary>
/// <param name="Base">What a value must convert to.</param>
/// <param name="IsArray">A list of such values.</param>
/// <param name="IsKnown">False for a name that no alias covers; the check reports it.</param>
public readonly record struct DataType(BaseType Base, bool IsArray, bool IsKnown)
{
    /// <summary>Anything.</summary>
    public static readonly DataType Object = new(BaseType.Object, false, true);

    /// <summary>Text.</summary>
    public static readonly DataType String = new(BaseType.String, false, true);

    /// <summary>True or false.</summary>
    public static readonly DataType Boolean = new(BaseType.Boolean, false, true);

    private static readonly Dictionary<string, BaseType> Aliases = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Object"] = BaseType.Object,
        ["JSON"] = BaseType.Object,
        ["ExpandoObject"] = BaseType.Object,
        ["JsonElement"] = BaseType.Object,
        ["JsonNode"] = BaseType.Object,
        ["JsonObject"] = BaseType.Object,
        ["JsonArray"] = BaseType.Object,
        ["StringDictionary"] = BaseType.Object,
        ["ObjectDictionary"] = BaseType.Object,
        ["StringMap"] = BaseType.Object,
        ["ObjectMap"] = BaseType.Object,
        ["ByteArray"] = BaseType.Object,
        ["Stream"] = BaseType.Object,
        ["String"] = BaseType.String,
        ["Guid"] = BaseType.String,
        ["Boolean"] = BaseType.Boolean,
        ["Bool"] = BaseType.Boolean,
        ["Int16"] = BaseType.Int32,
        ["Int32"] = BaseType.Int32,
        ["Int"] = BaseType.Int32,
        ["Int64"] = BaseType.Int64,
        ["Long"] = BaseType.Int64,
        ["Single"] = BaseType.Double,
        ["Double"] = BaseType.Double,
        ["Decimal"] = BaseType.Decimal,
        ["DateTime"] = BaseType.DateTime,
        ["DateTimeOffset"] = BaseType.DateTime,
        ["DateOnly"] = BaseType.DateTime,
        ["TimeSpan"] = BaseType.TimeSpan,
    };

    private static readonly string[] ListForms = ["List<", "HashSet<", "ICollection<", "IEnumerable<", "IList<", "IReadOnlyList<"];

    /// <summary>Reads an alias such as Int32, String?, Decimal[] or List&lt;String&gt;; matching ignores case.</summary>
    public static DataType Parse(string alias, bool isArray = false)
    {
        var name = alias.Trim();
        if (name.EndsWith('?')) name = name[..^1];
        if (name.EndsWith("[]", StringComparison.Ordinal)) (name, isArray) = (name[..^2], true);
        var list = Array.Find(ListForms, form => name.StartsWith(form, StringComparison.OrdinalIgnoreCase));
        if (list is not null && name.EndsWith('>')) (name, isArray) = (name[list.Length..^1], true);
        if (name.StartsWith("System.", StringComparison.Ordinal)) name = name["System.".Length..];
        return Aliases.TryGetValue(name, out var known) ? new(known, isArray, true) : new(BaseType.Object, isArray, false);
    }
}
