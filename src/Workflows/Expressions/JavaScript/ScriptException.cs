namespace OneWindow.Workflows.Expressions.JavaScript;

/// <summary>A script could not be read, threw, or used more than its budget.</summary>
public class ScriptException : Exception
{
    internal ScriptException(string code, string message, Value thrown = default) : base(message)
    {
        Code = code;
        Thrown = thrown;
    }

    /// <summary>
    /// script-syntax, script-error (thrown by the script or a built-in), script-type (a TypeError), script-steps,
    /// script-memory, script-depth, or script-regex-timeout.
    /// </summary>
    public string Code { get; }

    /// <summary>Line of the source, from 1; 0 where the error did not arise from a source text.</summary>
    public int Line { get; internal set; }

    /// <summary>Column of the source in UTF-16 units, from 1; 0 as for <see cref="Line"/>.</summary>
    public int Column { get; internal set; }

    /// <summary>What the script threw; undefined for exceeded budgets.</summary>
    public Value Thrown { get; }

    /// <summary>Place in the source where known more exactly than by the statement that ran.</summary>
    internal int Offset { get; init; } = -1;

    /// <summary>Whether the script's own catch and finally see it. Exceeded budgets pass them by.</summary>
    internal bool IsCatchable => Code is ScriptErrorCodes.Error or ScriptErrorCodes.Type;
}

/// <summary>The source text is not in the language that scripts may use.</summary>
public sealed class ScriptSyntaxException : ScriptException
{
    internal ScriptSyntaxException(string message, int line, int column) : base(ScriptErrorCodes.Syntax, message)
    {
        Line = line;
        Column = column;
    }
}

/// <summary>The values of <see cref="ScriptException.Code"/>.</summary>
public static class ScriptErrorCodes
{
    public const string Syntax = "script-syntax";
    public const string Error = "script-error";
    public const string Type = "script-type";
    public const string Steps = "script-steps";
    public const string Memory = "script-memory";
    public const string Depth = "script-depth";
    public const string RegexTimeout = "script-regex-timeout";
}
