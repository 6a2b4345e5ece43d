namespace OneWindow.Workflows.Definitions;

/// <summary>The types that the engine tells apart; other registered aliases behave as one of them.</summary>
public enum BaseType
{
    /// <summary>Anything, as it is.</summary>
    Object,

    /// <summary>An object or list; text that holds JSON is read.</summary>
    Json,

    /// <summary>An object whose values are texts.</summary>
    TextMap,

    String,
    Boolean,
    Int16,
    Int32,
    Int64,
    Decimal,
    Double,

    /// <summary>ISO text; scripts see a Date.</summary>
    DateTime,

    /// <summary>Text of the form 2026-09-30.</summary>
    DateOnly,

    /// <summary>Text of the form 1.02:03:04.</summary>
    TimeSpan,

    /// <summary>Text of the form 00000000-0000-0000-0000-000000000000, in small letters.</summary>
    Guid,

    /// <summary>Bytes: a list of whole numbers from 0 to 255, as scripts see them in Elsa. Base64 text converts to it.</summary>
    Bytes,
}

/// <summary>A type as a definition names it: a base, whether it is a list of it, whether it may be empty.</summary>
/// <param name="Base">What a value must convert to.</param>
/// <param name="IsArray">A list of such values.</param>
/// <param name="IsKnown">False for a name that no alias covers; the check reports it.</param>
public readonly record struct DataType(BaseType Base, bool IsArray, bool IsKnown)
{
    /// <summary>The type of one element, or the type itself where it is no list.</summary>
    internal DataType Item => this with { IsArray = false, IsSet = false };

    /// <summary>A list in which no value comes twice.</summary>
    public bool IsSet { get; init; }

    /// <summary>The name to write in a definition.</summary>
    public string Alias
    {
        get
        {
            var item = Base switch { BaseType.Json => "JSON", BaseType.TextMap => "StringMap", BaseType.Bytes => "ByteArray", _ => Base.ToString() };
            return IsSet ? $"HashSet<{item}>" : IsArray ? $"{item}[]" : item;
        }
    }

    /// <summary>Anything.</summary>
    public static readonly DataType Object = new(BaseType.Object, false, true);

    /// <summary>Text.</summary>
    public static readonly DataType String = new(BaseType.String, false, true);

    /// <summary>True or false.</summary>
    public static readonly DataType Boolean = new(BaseType.Boolean, false, true);

    /// <summary>A whole number.</summary>
    public static readonly DataType Int32 = new(BaseType.Int32, false, true);

    private static readonly Dictionary<string, BaseType> Aliases = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Object"] = BaseType.Object,
        ["JSON"] = BaseType.Json,
        ["ExpandoObject"] = BaseType.Json,
        ["JsonElement"] = BaseType.Json,
        ["JsonNode"] = BaseType.Json,
        ["JsonObject"] = BaseType.Json,
        ["JsonArray"] = BaseType.Json,
        ["ObjectDictionary"] = BaseType.Json,
        ["ObjectMap"] = BaseType.Json,
        ["StringDictionary"] = BaseType.TextMap,
        ["StringMap"] = BaseType.TextMap,
        ["ByteArray"] = BaseType.Bytes,
        ["Stream"] = BaseType.Bytes,
        ["String"] = BaseType.String,
        ["Guid"] = BaseType.Guid,
        ["Boolean"] = BaseType.Boolean,
        ["Bool"] = BaseType.Boolean,
        ["Int16"] = BaseType.Int16,
        ["Short"] = BaseType.Int16,
        ["Int32"] = BaseType.Int32,
        ["Int"] = BaseType.Int32,
        ["Int64"] = BaseType.Int64,
        ["Long"] = BaseType.Int64,
        ["Single"] = BaseType.Double,
        ["Float"] = BaseType.Double,
        ["Double"] = BaseType.Double,
        ["Decimal"] = BaseType.Decimal,
        ["DateTime"] = BaseType.DateTime,
        ["DateTimeOffset"] = BaseType.DateTime,
        ["DateOnly"] = BaseType.DateOnly,
        ["TimeSpan"] = BaseType.TimeSpan,
    };

    private static readonly string[] ListForms =
        ["List<", "ICollection<", "IEnumerable<", "IList<", "IReadOnlyList<", "IReadOnlyCollection<", "Collection<"];

    private static readonly string[] SetForms = ["HashSet<", "ISet<"];

    /// <summary>Reads an alias such as Int32, String?, Decimal[] or List&lt;String&gt;; matching ignores case.</summary>
    public static DataType Parse(string alias, bool isArray = false)
    {
        var name = alias.Trim();
        if (name.EndsWith('?')) name = name[..^1];
        if (name.EndsWith("[]", StringComparison.Ordinal)) (name, isArray) = (name[..^2], true);
        if (Inner(name, ListForms) is { } item) (name, isArray) = (item, true);
        if (Inner(name, SetForms) is { } member) return Named(member, isArray: true) with { IsSet = true };
        return Named(name, isArray);
    }

    private static DataType Named(string name, bool isArray)
    {
        name = name.Trim();
        if (name.EndsWith('?')) name = name[..^1];
        if (name.StartsWith("System.", StringComparison.Ordinal)) name = name["System.".Length..];
        return Aliases.TryGetValue(name, out var known) ? new(known, isArray, true) : new(BaseType.Object, isArray, false);
    }

    /// <summary>What stands between the angle brackets, where the name has one of these forms.</summary>
    private static string? Inner(string name, string[] forms)
    {
        var form = Array.Find(forms, f => name.StartsWith(f, StringComparison.OrdinalIgnoreCase));
        return form is not null && name.EndsWith('>') ? name[form.Length..^1] : null;
    }
}
