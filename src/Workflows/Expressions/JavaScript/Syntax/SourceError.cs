namespace OneWindow.Workflows.Expressions.JavaScript;

/// <summary>Turns offsets into lines and columns, and makes syntax errors.</summary>
internal static class SourceError
{
    public static ScriptSyntaxException At(string source, int offset, string message)
    {
        var (line, column) = Locate(source, offset);
        return new ScriptSyntaxException(message, line, column);
    }

    public static (int Line, int Column) Locate(string source, int offset)
    {
        var (line, start) = (1, 0);
        for (var i = 0; i < offset && i < source.Length; i++)
        {
            if (!JsText.IsLineEnd(source[i])) continue;
            if (source[i] == '\r' && i + 1 < source.Length && source[i + 1] == '\n') i++;
            line++;
            start = i + 1;
        }
        return (line, Math.Max(1, offset - start + 1));
    }
}
