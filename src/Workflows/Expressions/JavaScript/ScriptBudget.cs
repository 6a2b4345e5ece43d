namespace OneWindow.Workflows.Expressions.JavaScript;

/// <summary>
/// How much one run may use. What is exceeded ends the run with a <see cref="ScriptException"/> that the script
/// cannot catch.
/// </summary>
/// <param name="Steps">Statements, loop turns, calls, elements visited by built-ins, and work of patterns.</param>
/// <param name="Bytes">Memory allocated in all, whether still in use or not; an estimate in bytes.</param>
/// <param name="Depth">Calls within calls.</param>
public sealed record ScriptBudget(long Steps = 2_000_000, long Bytes = 32 * 1024 * 1024, int Depth = 200)
{
    public static readonly ScriptBudget Default = new();
}

/// <summary>Fixed bounds that no budget changes, so that no text, however made, can exhaust the native stack.</summary>
public static class Limits
{
    /// <summary>Levels of objects and arrays in JSON, and of arrays within arrays when converted to text.</summary>
    public const int JsonDepth = 500;

    /// <summary>Levels of a value that a script hands on to the workflow; readers of JSON elsewhere commonly stop at 64.</summary>
    public const int DataDepth = 48;

    /// <summary>Levels of brackets, operators and statements within each other in a source text.</summary>
    public const int SourceDepth = 200;

    /// <summary>Prototypes behind each other.</summary>
    public const int PrototypeChain = 50;

    /// <summary>Characters of a source text.</summary>
    public const int SourceLength = 1_000_000;
}
