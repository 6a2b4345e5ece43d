namespace OneWindow.Workflows.Expressions.JavaScript;

/// <summary>Makes the exceptions that scripts and built-ins throw.</summary>
internal static class Errors
{
    public static ScriptException Type(string message, int offset = -1) => Make(ErrorKind.TypeError, ScriptErrorCodes.Type, message, offset);

    public static ScriptException Range(string message) => Make(ErrorKind.RangeError, ScriptErrorCodes.Error, message, -1);

    public static ScriptException Reference(string message, int offset) => Make(ErrorKind.ReferenceError, ScriptErrorCodes.Error, message, offset);

    public static ScriptException Syntax(string message) => Make(ErrorKind.SyntaxError, ScriptErrorCodes.Error, message, -1);

    public static ScriptException Uri() => Make(ErrorKind.URIError, ScriptErrorCodes.Error, "URI malformed", -1);

    public static ScriptException OutOfSteps() => new(ScriptErrorCodes.Steps, "The script took more steps than it may");

    public static ScriptException OutOfMemory() => new(ScriptErrorCodes.Memory, "The script used more memory than it may");

    public static ScriptException TooDeep(string message) => new(ScriptErrorCodes.Depth, message);

    public static ScriptException PatternTooSlow() => new(ScriptErrorCodes.RegexTimeout, "A regular expression took more steps than it may");

    /// <summary>What <c>throw value</c> raises.</summary>
    public static ScriptException Thrown(Value value, int offset)
    {
        var error = value.AsObject as JsError;
        var code = error?.Kind is ErrorKind.TypeError ? ScriptErrorCodes.Type : ScriptErrorCodes.Error;
        return new(code, Describe(value, error), value) { Offset = offset };
    }

    private static ScriptException Make(ErrorKind kind, string code, string message, int offset)
    {
        var error = new JsError(kind);
        error.Define("message", message);
        return new(code, $"{kind}: {message}", new Value(error)) { Offset = offset };
    }

    private static string Describe(Value value, JsError? error)
    {
        if (error is not null) return error.Describe();
        return value.Kind is ValueKind.Object ? "The script threw an object" : $"The script threw {value.AsText}";
    }
}
