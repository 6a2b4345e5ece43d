using OneWindow.Workflows.Expressions;
using OneWindow.Workflows.Expressions.JavaScript;

namespace OneWindow.Workflows.Tests.Expressions;

/// <summary>The result of a snippet as one text, the same as the driver for Node writes it.</summary>
internal static class Outcome
{
    public static string Of(string source)
    {
        try
        {
            return Describe(Run.Script(source), 0);
        }
        catch (ScriptSyntaxException)
        {
            return "throws SyntaxError";
        }
        catch (ScriptException error) when (error.Thrown.Object is { } thrown && thrown.GetType().Name == "JsError")
        {
            return "throws " + (error.Thrown.TryGetProperty("name", out var name) ? name.AsText : "?");
        }
        catch (ScriptException error) when (error.Code is ScriptErrorCodes.Error)
        {
            return "throws " + Describe(error.Thrown, 0);
        }
        catch (ScriptException error)
        {
            return $"stopped {error.Code}";
        }
    }

    private static string Describe(Value value, int depth)
    {
        if (depth > 8) return "…";
        return value.Kind switch
        {
            ValueKind.Number => "n:" + (value.AsNumber == 0 && double.IsNegative(value.AsNumber) ? "-0" : value.AsText),
            ValueKind.String => "s:" + Escape(value.AsText),
            ValueKind.Object => DescribeObject(value, depth),
            _ => value.AsText,
        };
    }

    private static string Escape(string text) => string.Concat(text.Select(c => c is < ' ' or > '~' or '\\' ? $"\\u{(int)c:x4}" : c.ToString()));

    private static string DescribeObject(Value value, int depth)
    {
        if (value.IsFunction) return "function";
        if (value.TryGetArray(out var items)) return "[" + string.Join(",", items.Select(i => Describe(i, depth + 1))) + "]";
        var type = value.Object!.GetType().Name;
        if (type == "JsDate") return "Date " + (value.TryGetProperty("getTime", out _) ? Describe(value.AsNumber, 0) : "?");
        if (type == "JsRegExp") return "RegExp " + Escape(value.AsText);
        if (type == "JsError") return "Error " + (value.TryGetProperty("name", out var name) ? name.AsText : "?");
        if (type is "JsMap" or "JsSet" or "JsIterator") return type[2..];
        return "{" + string.Join(",", value.Properties().Select(p => $"{Escape(p.Key)}:{Describe(p.Value, depth + 1)}")) + "}";
    }
}
