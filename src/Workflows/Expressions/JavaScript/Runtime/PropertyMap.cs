namespace OneWindow.Workflows.Expressions.JavaScript;

[Flags]
internal enum PropertyFlags : byte
{
    None = 0,

    /// <summary>Not listed by keys, for-in, spread and JSON.</summary>
    Hidden = 1,

    ReadOnly = 2,
}

/// <summary>The named properties of one object, in the order of their making; an index is added once there are many.</summary>
internal sealed class PropertyMap
{
    private const int IndexFrom = 9;
    private Entry[] _entries = new Entry[2];
    private Dictionary<string, int>? _index;

    public int Count { get; private set; }

    /// <summary>Whether a name such as "0" is among them; those come first when listed.</summary>
    public bool HasNumericNames { get; private set; }

    public ref Entry this[int position] => ref _entries[position];

    public int Find(string name)
    {
        if (_index is not null) return _index.GetValueOrDefault(name, -1);
        var entries = _entries;
        for (var i = 0; i < Count; i++)
        {
            if (ReferenceEquals(entries[i].Name, name)) return i;
        }
        for (var i = 0; i < Count; i++)
        {
            if (string.Equals(entries[i].Name, name, StringComparison.Ordinal)) return i;
        }
        return -1;
    }

    public void Add(string name, Value value, PropertyFlags flags)
    {
        if (Count == _entries.Length) Array.Resize(ref _entries, Count * 2);
        _entries[Count] = new Entry { Name = name, Value = value, Flags = flags };
        if (_index is not null) _index[name] = Count;
        Count++;
        if (_index is null && Count >= IndexFrom) BuildIndex();
        HasNumericNames |= PropertyNames.IsIndex(name);
    }

    public void RemoveAt(int position)
    {
        Count--;
        Array.Copy(_entries, position + 1, _entries, position, Count - position);
        _entries[Count] = default;
        if (_index is null) return;
        _index = null;
        if (Count >= IndexFrom) BuildIndex();
    }

    public List<string> Names(bool hidden)
    {
        var names = new List<string>(Count);
        for (var i = 0; i < Count; i++)
        {
            if (hidden || !_entries[i].Flags.HasFlag(PropertyFlags.Hidden)) names.Add(_entries[i].Name);
        }
        return HasNumericNames ? PropertyNames.InOrder(names) : names;
    }

    private void BuildIndex()
    {
        _index = new Dictionary<string, int>(_entries.Length, StringComparer.Ordinal);
        for (var i = 0; i < Count; i++) _index.Add(_entries[i].Name, i);
    }

    public struct Entry
    {
        public string Name;
        public Value Value;
        public PropertyFlags Flags;
    }
}

/// <summary>Names of properties that are whole numbers: the indices of arrays and texts.</summary>
internal static class PropertyNames
{
    private static readonly string[] Small = [.. Enumerable.Range(0, 100).Select(i => i.ToString())];

    public static string Of(int index) => (uint)index < 100 ? Small[index] : index.ToString();

    public static bool IsIndex(string name) => TryIndex(name, out _);

    /// <summary>Reads "0", "1", … "2147483646" in their shortest form; anything else is an ordinary name.</summary>
    public static bool TryIndex(string name, out int index)
    {
        index = 0;
        if (name.Length is 0 or > 10 || !char.IsAsciiDigit(name[0]) || (name[0] == '0' && name.Length > 1)) return false;
        long number = 0;
        foreach (var c in name)
        {
            if (!char.IsAsciiDigit(c)) return false;
            number = (number * 10) + (c - '0');
        }
        index = (int)Math.Min(number, int.MaxValue);
        return number < int.MaxValue;
    }

    public static List<string> InOrder(List<string> names)
    {
        var numeric = new List<(int Index, string Name)>();
        var others = new List<string>();
        foreach (var name in names)
        {
            if (TryIndex(name, out var index)) numeric.Add((index, name));
            else others.Add(name);
        }
        numeric.Sort(static (a, b) => a.Index.CompareTo(b.Index));
        return [.. numeric.Select(n => n.Name), .. others];
    }
}
