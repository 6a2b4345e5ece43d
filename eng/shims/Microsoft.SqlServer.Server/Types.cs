// The types of Microsoft.SqlServer.Server 1.0.0 that SqlClient binds to: attributes, enums and one interface
// for user-defined types. OneWindow declares no such types; only their names must resolve.
namespace Microsoft.SqlServer.Server;

/// <summary>How a user-defined type is written to the wire.</summary>
public enum Format
{
    Unknown = 0,
    Native = 1,
    UserDefined = 2,
}

/// <summary>What data access a function declares.</summary>
public enum DataAccessKind
{
    None = 0,
    Read = 1,
}

/// <summary>What access to system data a function declares.</summary>
public enum SystemDataAccessKind
{
    None = 0,
    Read = 1,
}

/// <summary>Custom serialisation of a user-defined type.</summary>
public interface IBinarySerialize
{
    void Read(BinaryReader r);
    void Write(BinaryWriter w);
}

/// <summary>Thrown for a user-defined type that breaks the rules of its kind.</summary>
public sealed class InvalidUdtException : SystemException
{
    public InvalidUdtException() { }
    public InvalidUdtException(string message) : base(message) { }
    public InvalidUdtException(string message, Exception innerException) : base(message, innerException) { }
}

/// <summary>Size, precision and nullability of a field, return value or parameter.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.ReturnValue | AttributeTargets.Parameter, Inherited = false)]
public class SqlFacetAttribute : Attribute
{
    public bool IsFixedLength { get; set; }
    public bool IsNullable { get; set; }
    public int MaxSize { get; set; }
    public int Precision { get; set; }
    public int Scale { get; set; }
}

/// <summary>Marks a function.</summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public class SqlFunctionAttribute : Attribute
{
    public DataAccessKind DataAccess { get; set; }
    public string? FillRowMethodName { get; set; }
    public bool IsDeterministic { get; set; }
    public bool IsPrecise { get; set; }
    public string? Name { get; set; }
    public SystemDataAccessKind SystemDataAccess { get; set; }
    public string? TableDefinition { get; set; }
}

/// <summary>Marks a method of a user-defined type.</summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class SqlMethodAttribute : SqlFunctionAttribute
{
    public bool InvokeIfReceiverIsNull { get; set; }
    public bool IsMutator { get; set; }
    public bool OnNullCall { get; set; } = true;
}

/// <summary>Marks a user-defined aggregate.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class SqlUserDefinedAggregateAttribute(Format format) : Attribute
{
    public const int MaxByteSizeValue = 8000;
    public Format Format { get; } = format;
    public bool IsInvariantToDuplicates { get; set; }
    public bool IsInvariantToNulls { get; set; }
    public bool IsInvariantToOrder { get; set; }
    public bool IsNullIfEmpty { get; set; }
    public int MaxByteSize { get; set; }
    public string? Name { get; set; }
}

/// <summary>Marks a user-defined type.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class SqlUserDefinedTypeAttribute(Format format) : Attribute
{
    public Format Format { get; } = format;
    public bool IsByteOrdered { get; set; }
    public bool IsFixedLength { get; set; }
    public int MaxByteSize { get; set; }
    public string? Name { get; set; }
    public string? ValidationMethodName { get; set; }
}
