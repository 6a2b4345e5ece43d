using System.Diagnostics.CodeAnalysis;
using OneWindow.Workflows.Expressions.JavaScript;

namespace OneWindow.Workflows.Expressions;

public readonly partial struct Value
{
    /// <summary>Makes a function of the host callable by scripts. What it throws leaves the script as it is, uncaught by <c>try</c>.</summary>
    public static Value Function(string name, HostFunction body) => new(new NativeFunction(name, 0, (_, _, args) => body(args)));

    /// <summary>A new ordinary object with these properties in this order.</summary>
    public static Value NewObject(IEnumerable<KeyValuePair<string, Value>> properties)
    {
        var result = new JsObject();
        foreach (var (name, value) in properties) result.Put(null, name, value);
        return new(result);
    }

    public static Value NewObject() => new(new JsObject());

    public static Value NewArray(IEnumerable<Value> items) => new(new JsArray([.. items]));

    /// <summary>A date for scripts; milliseconds are kept, smaller parts are cut off.</summary>
    public static Value NewDate(DateTimeOffset instant) => new(new JsDate(instant.ToUnixTimeMilliseconds()));

    /// <summary>The instant of a date value; false for anything else and for an invalid date.</summary>
    public bool TryGetDate(out DateTimeOffset instant)
    {
        instant = default;
        if (_reference is not JsDate { Time: var time } || double.IsNaN(time)) return false;
        if (time is < -62135596800000 or > 253402300799999) return false;
        instant = DateTimeOffset.FromUnixTimeMilliseconds((long)time);
        return true;
    }

    /// <summary>Reads a property of an object, its own or inherited; false where there is none or the value is no object.</summary>
    public bool TryGetProperty(string name, out Value value)
    {
        value = default;
        return _reference is JsObject target && target.TryGet(name, out value);
    }

    /// <summary>Writes a property; false where the value is no object or the object refuses (frozen).</summary>
    public bool TrySetProperty(string name, Value value) => _reference is JsObject target && target.Put(null, name, value);

    /// <summary>The object's own enumerable properties in JavaScript's order; empty for anything that is no object.</summary>
    public IEnumerable<KeyValuePair<string, Value>> Properties()
    {
        if (_reference is not JsObject target) yield break;
        foreach (var key in target.OwnKeys()) yield return new(key, target.Get(key));
    }

    /// <summary>The elements of an array; missing ones read as undefined.</summary>
    public bool TryGetArray([NotNullWhen(true)] out IReadOnlyList<Value>? items)
    {
        items = (_reference as JsArray)?.ToList();
        return items is not null;
    }

    /// <summary>Calls a function value outside a running script, under a budget of its own.</summary>
    /// <exception cref="ScriptException">The value is no function, or the function threw.</exception>
    public Value Invoke(params ReadOnlySpan<Value> args)
    {
        var function = AsFunction ?? throw Errors.Type("The value is not a function");
        return function.Call(ScriptRun.Detached(), default, args);
    }

    /// <summary>A copy that shares no object with this value. Functions are kept as they are.</summary>
    /// <exception cref="ScriptException">The value is nested too deeply.</exception>
    public Value DeepClone() => new Cloner().Clone(this);
}
