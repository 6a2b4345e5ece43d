namespace OneWindow.Workflows.Expressions.JavaScript;

/// <summary>Reading and writing properties of any value.</summary>
internal static class Members
{
    public static Value Get(Value target, string name, int offset)
    {
        if (target.Reference is JsObject holder) return holder.Get(name);
        if (target.IsString && TryGetOfText(target, name, out var found)) return found;
        var prototype = PrototypeOf(target) ?? throw Errors.Type($"Cannot read properties of {target.Kind.ToString().ToLowerInvariant()} (reading '{name}')", offset);
        prototype.TryGet(name, target, out var value);
        return value;
    }

    public static Value Get(ScriptRun run, Value target, Value key, int offset)
    {
        if (key.IsNumber && TryIndex(key.Number, out var index))
        {
            if (target.Reference is JsObject holder) return holder.GetIndex(index);
            if (target.IsString && index < target.TextLength) return Character(target.Text[index]);
        }
        if (target.IsNullish) throw Errors.Type($"Cannot read properties of {target.Kind.ToString().ToLowerInvariant()} (reading '{Display.Key(key)}')", offset);
        return Get(target, Conversions.ToPropertyName(run, key), offset);
    }

    public static void Put(ScriptRun run, Value target, string name, Value value, int offset)
    {
        if (target.Reference is JsObject holder) holder.Put(run, name, value);
        else if (target.IsNullish) throw Errors.Type($"Cannot set properties of {target.Kind.ToString().ToLowerInvariant()} (setting '{name}')", offset);
    }

    public static void Put(ScriptRun run, Value target, Value key, Value value, int offset)
    {
        if (key.IsNumber && TryIndex(key.Number, out var index) && target.Reference is JsObject holder)
        {
            holder.PutIndex(run, index, value);
            return;
        }
        if (target.IsNullish) throw Errors.Type($"Cannot set properties of {target.Kind.ToString().ToLowerInvariant()} (setting '{Display.Key(key)}')", offset);
        Put(run, target, Conversions.ToPropertyName(run, key), value, offset);
    }

    public static JsObject? PrototypeOf(Value target) => target.Kind switch
    {
        ValueKind.String => StringFunctions.Prototype,
        ValueKind.Number => NumberFunctions.Prototype,
        ValueKind.Boolean => BooleanFunctions.Prototype,
        ValueKind.Object => target.AsObject!.Prototype,
        _ => null,
    };

    public static bool TryGetOfText(Value text, string name, out Value found)
    {
        if (name == "length")
        {
            found = text.TextLength;
            return true;
        }
        var isIndex = PropertyNames.TryIndex(name, out var index) && index < text.TextLength;
        found = isIndex ? Character(text.Text[index]) : default;
        return isIndex;
    }

    public static Value Character(char c) => c < 128 ? Ascii[c] : new string(c, 1);

    private static readonly string[] Ascii = [.. Enumerable.Range(0, 128).Select(c => new string((char)c, 1))];

    private static bool TryIndex(double number, out int index)
    {
        index = (int)number;
        return index == number && index >= 0 && index < int.MaxValue;
    }
}

/// <summary>How values are named in messages.</summary>
internal static class Display
{
    public static string Of(Value value) => value.Kind switch
    {
        ValueKind.String => $"\"{Shorten(value.Text)}\"",
        ValueKind.Object => value.IsFunction ? "function" : $"#<{value.AsObject!.ClassName}>",
        _ => value.AsText,
    };

    public static string Key(Value key) => key.Kind is ValueKind.Object ? "[object]" : Shorten(key.AsText);

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
