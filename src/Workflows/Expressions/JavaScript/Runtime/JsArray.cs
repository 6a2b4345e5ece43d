namespace OneWindow.Workflows.Expressions.JavaScript;

/// <summary>An array. Elements are dense; a missing one is <see cref="Value.Hole"/>, so every index costs its memory.</summary>
internal sealed class JsArray(Value[] items) : JsObject
{
    private Value[] _items = items;

    public int Length { get; private set; } = items.Length;

    public override string ClassName => "Array";

    protected override JsObject DefaultPrototype => ArrayFunctions.Prototype;

    public ReadOnlySpan<Value> Items => _items.AsSpan(0, Length);

    public Value this[int index]
    {
        get => (uint)index >= (uint)Length || _items[index].IsHole ? default : _items[index];
        set => _items[index] = value;
    }

    public bool IsHole(int index) => (uint)index >= (uint)Length || _items[index].IsHole;

    public List<Value> ToList()
    {
        var list = new List<Value>(Length);
        for (var i = 0; i < Length; i++) list.Add(this[i]);
        return list;
    }

    public void Push(ScriptRun? run, Value value)
    {
        if (Length == _items.Length) Grow(run, Length + 1);
        _items[Length++] = value;
    }

    /// <summary>Sets the length; new elements are holes.</summary>
    public void Resize(ScriptRun? run, int length)
    {
        if (length > _items.Length) Grow(run, length);
        run?.Scan(Math.Abs((long)length - Length));
        if (length > Length)
        {
            _items.AsSpan(Length, length - Length).Fill(Value.Hole);
        }
        else
        {
            _items.AsSpan(length, Length - length).Clear();
        }
        Length = length;
    }

    /// <summary>Replaces <paramref name="removed"/> elements from <paramref name="start"/> by others.</summary>
    public void Splice(ScriptRun? run, int start, int removed, ReadOnlySpan<Value> inserted)
    {
        var length = Length - removed + inserted.Length;
        run?.Scan(Length);
        if (length > _items.Length) Grow(run, length);
        Array.Copy(_items, start + removed, _items, start + inserted.Length, Length - start - removed);
        inserted.CopyTo(_items.AsSpan(start));
        if (length < Length) _items.AsSpan(length, Length - length).Clear();
        Length = length;
    }

    public override Value GetIndex(int index) =>
        (uint)index < (uint)Length && !_items[index].IsHole ? _items[index] : base.GetIndex(index);

    public override bool PutIndex(ScriptRun? run, int index, Value value)
    {
        if (IsFrozen) return false;
        if (index >= Length)
        {
            if (!IsExtensible) return false;
            if (index == Length)
            {
                Push(run, value);
                return true;
            }
            Resize(run, index + 1);
        }
        _items[index] = value;
        return true;
    }

    public override bool TryGetOwn(string name, out Value value)
    {
        if (PropertyNames.TryIndex(name, out var index))
        {
            value = this[index];
            return !IsHole(index);
        }
        if (name == "length")
        {
            value = Length;
            return true;
        }
        return base.TryGetOwn(name, out value);
    }

    public override bool Put(ScriptRun? run, string name, Value value)
    {
        if (PropertyNames.TryIndex(name, out var index)) return PutIndex(run, index, value);
        if (name != "length") return base.Put(run, name, value);
        if (IsFrozen) return false;
        var length = Conversions.ToNumber(run, value);
        if (length < 0 || length != Math.Floor(length) || length > uint.MaxValue) throw Errors.Range("Invalid array length");
        if (length > int.MaxValue) throw Errors.OutOfMemory();
        Resize(run, (int)length);
        return true;
    }

    public override bool Delete(ScriptRun? run, string name)
    {
        if (name == "length") return false;
        if (!PropertyNames.TryIndex(name, out var index)) return base.Delete(run, name);
        if (IsSealed) return false;
        if (index < Length) _items[index] = Value.Hole;
        return true;
    }

    public override List<string> OwnKeys(bool hidden = false)
    {
        var names = new List<string>(Length);
        for (var i = 0; i < Length; i++)
        {
            if (!_items[i].IsHole) names.Add(PropertyNames.Of(i));
        }
        if (hidden) names.Add("length");
        names.AddRange(base.OwnKeys(hidden));
        return names;
    }

    public override bool IsEnumerable(string name) =>
        PropertyNames.TryIndex(name, out var index) ? !IsHole(index) : base.IsEnumerable(name);

    private void Grow(ScriptRun? run, int length)
    {
        var capacity = Math.Max(length, (int)Math.Min(_items.Length * 2L, int.MaxValue / 32));
        run?.Allocate((16L * capacity) + 24);
        if (capacity > int.MaxValue / 32) throw Errors.OutOfMemory();
        Array.Resize(ref _items, Math.Max(capacity, 4));
    }
}
