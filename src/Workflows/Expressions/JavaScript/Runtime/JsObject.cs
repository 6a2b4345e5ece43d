namespace OneWindow.Workflows.Expressions.JavaScript;

/// <summary>An ordinary object, and what all other objects have in common. Built-in prototypes are frozen and shared by all runs.</summary>
internal class JsObject
{
    private JsObject? _prototype;
    private bool _hasPrototype;
    private PropertyMap? _properties;

    public JsObject? Prototype
    {
        get => _hasPrototype ? _prototype : DefaultPrototype;
        init => (_prototype, _hasPrototype) = (value, true);
    }

    /// <summary>An object with a prototype of the script's choice; the chain is bounded, as every look-up may walk it.</summary>
    public static JsObject Inheriting(ScriptRun run, JsObject? prototype)
    {
        var length = 0;
        for (var holder = prototype; holder is not null; holder = holder.Prototype) length++;
        if (length > Limits.PrototypeChain) throw Errors.Range("The chain of prototypes is too long");
        run.Allocate(176);
        return new JsObject { Prototype = prototype };
    }

    /// <summary>Whether properties can be added (preventExtensions, seal and freeze end it).</summary>
    public bool IsExtensible { get; private set; } = true;

    public bool IsSealed { get; private set; }

    public bool IsFrozen { get; private set; }

    /// <summary>The name in <c>[object Name]</c>.</summary>
    public virtual string ClassName => "Object";

    protected virtual JsObject? DefaultPrototype => ObjectFunctions.Prototype;

    public Value Get(string name)
    {
        TryGet(name, out var value);
        return value;
    }

    /// <summary>Reads a property, its own or inherited, running its getter if it has one.</summary>
    public bool TryGet(string name, out Value value) => TryGet(name, new Value(this), out value);

    public bool TryGet(string name, Value self, out Value value)
    {
        for (var holder = this; holder is not null; holder = holder.Prototype)
        {
            if (!holder.TryGetOwn(name, out value)) continue;
            if (value.Reference is Accessor accessor) value = accessor.Read(self);
            return true;
        }
        value = default;
        return false;
    }

    /// <summary>Reads a property of its own; one with a getter gives its <see cref="Accessor"/>.</summary>
    public virtual bool TryGetOwn(string name, out Value value)
    {
        var position = _properties?.Find(name) ?? -1;
        value = position < 0 ? default : _properties![position].Value;
        return position >= 0;
    }

    /// <summary>Element access; arrays answer without making a name.</summary>
    public virtual Value GetIndex(int index) => Get(PropertyNames.Of(index));

    public virtual bool PutIndex(ScriptRun? run, int index, Value value) => Put(run, PropertyNames.Of(index), value);

    /// <summary>Assigns as <c>o.name = value</c> does; false where the object refuses, which scripts do not notice.</summary>
    public virtual bool Put(ScriptRun? run, string name, Value value)
    {
        var position = _properties?.Find(name) ?? -1;
        if (position < 0) return PutNew(run, name, value);
        ref var entry = ref _properties![position];
        if (entry.Value.Reference is Accessor accessor) return accessor.Write(new Value(this), value);
        if (IsFrozen || entry.Flags.HasFlag(PropertyFlags.ReadOnly)) return false;
        entry.Value = value;
        return true;
    }

    /// <summary>Makes or replaces a property without asking setters or flags: built-ins and object literals.</summary>
    public void Define(string name, Value value, PropertyFlags flags = PropertyFlags.Hidden)
    {
        var properties = _properties ??= new PropertyMap();
        var position = properties.Find(name);
        if (position < 0) properties.Add(name, value, flags);
        else (properties[position].Value, properties[position].Flags) = (value, flags);
    }

    /// <summary>As a property of an object literal.</summary>
    public void Create(ScriptRun? run, string name, Value value)
    {
        run?.Allocate(40);
        Define(name, value, PropertyFlags.None);
    }

    public virtual bool Delete(ScriptRun? run, string name)
    {
        var position = _properties?.Find(name) ?? -1;
        if (position < 0) return true;
        if (IsSealed) return false;
        run?.Scan(_properties!.Count * 4L);
        _properties!.RemoveAt(position);
        return true;
    }

    /// <summary>Names of own properties in JavaScript's order; without the hidden ones unless asked.</summary>
    public virtual List<string> OwnKeys(bool hidden = false) => _properties?.Names(hidden) ?? [];

    public virtual bool IsEnumerable(string name)
    {
        var position = _properties?.Find(name) ?? -1;
        return position >= 0 && !_properties![position].Flags.HasFlag(PropertyFlags.Hidden);
    }

    public void PreventExtensions() => IsExtensible = false;

    public void Seal()
    {
        IsExtensible = false;
        IsSealed = true;
    }

    public void Freeze()
    {
        Seal();
        IsFrozen = true;
    }

    public JsObject Method(string name, int length, NativeBody body)
    {
        Define(name, new Value(new NativeFunction(name, length, body)));
        return this;
    }

    private bool PutNew(ScriptRun? run, string name, Value value)
    {
        for (var holder = Prototype; holder is { IsFrozen: false }; holder = holder.Prototype)
        {
            if (holder.TryGetOwn(name, out var inherited) && inherited.Reference is Accessor accessor) return accessor.Write(new Value(this), value);
        }
        if (!IsExtensible) return false;
        run?.Allocate(_properties is null ? 176 : 48);
        (_properties ??= new PropertyMap()).Add(name, value, PropertyFlags.None);
        return true;
    }
}

/// <summary>A property that is a pair of functions instead of a value.</summary>
internal sealed class Accessor(ScriptRun? run, JsFunction? getter, JsFunction? setter)
{
    public JsFunction? Getter { get; } = getter;

    public JsFunction? Setter { get; } = setter;

    public Value Read(Value self) => Getter is null ? default : Getter.Call(run ?? ScriptRun.Detached(), self, []);

    public bool Write(Value self, Value value)
    {
        if (Setter is null) return false;
        Setter.Call(run ?? ScriptRun.Detached(), self, [value]);
        return true;
    }
}
