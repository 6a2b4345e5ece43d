namespace OneWindow.Workflows.Expressions.JavaScript;

/// <summary>
/// What a script may hand on to its workflow: plain data that can be stored and read back without running any code.
/// Lists, plain objects and dates stay the objects they are; anything else goes over as the JSON that it gives itself.
/// </summary>
internal static class DataValue
{
    /// <summary>The value as data, worked out on the account of the run that made it. A function is nothing.</summary>
    /// <exception cref="ScriptException">It contains itself, is nested too deeply, or is more than the run may still use.</exception>
    public static Value Of(ScriptRun run, Value value)
    {
        if (value.IsString) return Value.From(value.Text);
        if (value.AsObject is not { } target) return value;
        if (target is JsFunction) return Value.Undefined;
        if (IsPlain(run, target, 0)) return value;
        var copy = JsonReader.Read(run, new JsonTextWriter(run).Write(value) ?? "null");
        if (copy.AsObject is { } plain) IsPlain(run, plain, 0);
        return copy;
    }

    private static bool IsPlain(ScriptRun run, JsObject target, int depth)
    {
        run.Step();
        if (depth >= Limits.DataDepth) throw Errors.TooDeep("The value is nested too deeply to be kept");
        return target switch
        {
            JsDate => !target.TryGetOwn("toJSON", out _),
            JsArray array => IsPlainArray(run, array, depth),
            _ => target.GetType() == typeof(JsObject) && ReferenceEquals(target.Prototype, ObjectFunctions.Prototype) && IsPlainObject(run, target, depth),
        };
    }

    private static bool IsPlainArray(ScriptRun run, JsArray array, int depth)
    {
        run.Scan(array.Length);
        for (var i = 0; i < array.Length; i++)
            if (!IsPlainValue(run, array[i], depth)) return false;
        return !array.TryGetOwn("toJSON", out _);
    }

    private static bool IsPlainObject(ScriptRun run, JsObject target, int depth)
    {
        var names = target.OwnKeys();
        run.Scan(names.Count * 8L);
        foreach (var name in names)
            if (!target.TryGetOwn(name, out var value) || !IsPlainValue(run, value, depth)) return false;
        return true;
    }

    /// <summary>Long texts are put together here, where it can still be charged.</summary>
    private static bool IsPlainValue(ScriptRun run, Value value, int depth)
    {
        if (value.IsString) return value.Text.Length >= 0;
        if (value.Reference is Accessor or JsFunction) return false;
        return value.AsObject is not { } inner || IsPlain(run, inner, depth + 1);
    }
}
