namespace OneWindow.Workflows.Expressions.JavaScript;

/// <summary>A date: milliseconds since 1970-01-01 UTC, or NaN.</summary>
internal sealed class JsDate(double time) : JsObject
{
    public double Time { get; set; } = time;

    public override string ClassName => "Date";

    protected override JsObject DefaultPrototype => DateFunctions.Prototype;
}

internal enum ErrorKind : byte
{
    Error,
    TypeError,
    RangeError,
    ReferenceError,
    SyntaxError,
    EvalError,
    URIError,
}

internal sealed class JsError(ErrorKind kind) : JsObject
{
    public ErrorKind Kind => kind;

    public override string ClassName => "Error";

    protected override JsObject DefaultPrototype => ErrorFunctions.PrototypeOf(kind);

    /// <summary>"Name: message" without running script code.</summary>
    public string Describe()
    {
        var name = TryGetOwn("name", out var own) && own.IsString ? own.Text : kind.ToString();
        var message = TryGetOwn("message", out var text) && text.IsString ? text.Text : "";
        return message.Length == 0 ? name : $"{name}: {message}";
    }
}

/// <summary>A number, text or boolean made an object by <c>new</c> or <c>Object()</c>.</summary>
internal sealed class JsWrapper(Value value) : JsObject
{
    public Value Value => value;

    public override string ClassName => value.Kind.ToString();

    protected override JsObject? DefaultPrototype => Members.PrototypeOf(value);

    public override bool TryGetOwn(string name, out Value found) =>
        (value.IsString && Members.TryGetOfText(value, name, out found)) || base.TryGetOwn(name, out found);

    public override List<string> OwnKeys(bool hidden = false)
    {
        var names = new List<string>();
        for (var i = 0; value.IsString && i < value.TextLength; i++) names.Add(PropertyNames.Of(i));
        names.AddRange(base.OwnKeys(hidden));
        return names;
    }
}

/// <summary>What <c>keys()</c>, <c>entries()</c>, <c>matchAll()</c> and the like give: items one after the other.</summary>
internal sealed class JsIterator(string className, IEnumerator<Value> items) : JsObject
{
    public override string ClassName => className;

    protected override JsObject DefaultPrototype => IteratorFunctions.Prototype;

    public bool MoveNext(out Value item)
    {
        var moved = items.MoveNext();
        item = moved ? items.Current : default;
        return moved;
    }
}

internal sealed class JsMap : JsObject
{
    public KeyTable Table { get; } = new();

    public override string ClassName => "Map";

    protected override JsObject DefaultPrototype => MapFunctions.Prototype;
}

internal sealed class JsSet : JsObject
{
    public KeyTable Table { get; } = new();

    public override string ClassName => "Set";

    protected override JsObject DefaultPrototype => SetFunctions.Prototype;
}

/// <summary>Keys in the order of their adding; a walk over them sees what is added and misses what is removed meanwhile.</summary>
internal sealed class KeyTable
{
    private readonly Dictionary<Value, int> _positions = [];
    private readonly List<Slot> _slots = [];

    public int Count => _positions.Count;

    public bool Has(ScriptRun run, Value key) => _positions.ContainsKey(Counted(run, key));

    public Value Get(ScriptRun run, Value key) => _positions.TryGetValue(Counted(run, key), out var position) ? _slots[position].Value : default;

    public void Set(ScriptRun? run, Value key, Value value)
    {
        if (key.IsNumber && key.Number == 0) key = 0;
        if (_positions.TryGetValue(Counted(run, key), out var position))
        {
            _slots[position] = new Slot(key, value, true);
            return;
        }
        run?.Allocate(112);
        _positions.Add(key, _slots.Count);
        _slots.Add(new Slot(key, value, true));
    }

    public bool Remove(ScriptRun run, Value key)
    {
        if (!_positions.Remove(Counted(run, key), out var position)) return false;
        _slots[position] = default;
        return true;
    }

    public void Clear()
    {
        _positions.Clear();
        for (var i = 0; i < _slots.Count; i++) _slots[i] = default;
    }

    public IEnumerable<(Value Key, Value Value)> Live(ScriptRun? run)
    {
        for (var i = 0; i < _slots.Count; i++)
        {
            if (_slots[i].IsLive) yield return (_slots[i].Key, _slots[i].Value);
            else if (i % 16 == 0) run?.Step();
        }
    }

    /// <summary>Finding a long text means reading it.</summary>
    private static Value Counted(ScriptRun? run, Value key)
    {
        if (key.IsString) run?.Scan(key.TextLength);
        return key;
    }

    private readonly record struct Slot(Value Key, Value Value, bool IsLive);
}
