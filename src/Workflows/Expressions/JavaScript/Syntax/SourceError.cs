namespace OneWindow.Workflows.Expressions.JavaScript;

/// <summary>Turns offsets into lines and columns, and makes syntax errors.</summary>
internal static class SourceError
{
    public static ScriptSyntaxException At(string source, int offset, string message)
    {
        var (line, column) = Locate(source, offset);
        return new ScriptSyntaxException(message, line, column);
    }

    /// <summary>Places of many offsets, which must come in ascending order, in one pass over the text.</summary>
    public static IEnumerable<(int Line, int Column)> LocateAll(string source, IEnumerable<int> offsets)
    {
        var (line, start, at) = (1, 0, 0);
        foreach (var offset in offsets)
        {
            for (; at < offset && at < source.Length; at++)
            {
                if (!JsText.IsLineEnd(source[at])) continue;
                if (source[at] == '\r' && at + 1 < source.Length && source[at + 1] == '\n') at++;
                line++;
                start = at + 1;
            }
            yield return (line, Math.Max(1, offset - start + 1));
        }
    }

    public static (int Line, int Column) Locate(string source, int offset) => LocateAll(source, [offset]).First();
}
