namespace OneWindow.Workflows.Expressions.JavaScript;

/// <summary>A use of a name: a variable of this function, one captured from outside, a built-in, or one of the host.</summary>
internal sealed class Identifier(int position, string name, Scope scope) : Expression(position), ITarget
{
    private Place _place;
    private int _index;
    private bool _needsCheck;
    private Value _builtIn;

    private enum Place : byte
    {
        Free,
        BuiltIn,
        Local,
        Boxed,
        Captured,
    }

    public string Name => name;

    public Scope Scope { get; set; } = scope;

    public Binding? Binding { get; private set; }

    /// <summary>This use is the declaration itself.</summary>
    public bool IsDeclaration { get; set; }

    public bool IsAssigned { get; set; }

    public bool IsFree => _place is Place.Free;

    public void Bind(Binding binding, int captureIndex, bool needsCheck)
    {
        Binding = binding;
        _index = captureIndex < 0 ? binding.Slot : captureIndex;
        _place = captureIndex < 0 ? Place.Local : Place.Captured;
        _needsCheck = needsCheck;
    }

    public void BindBuiltIn(Value value) => (_place, _builtIn) = (Place.BuiltIn, value);

    /// <summary>Called once it is known which bindings are captured.</summary>
    public void Settle()
    {
        if (_place is Place.Local && Binding!.IsCaptured) _place = Place.Boxed;
    }

    public override Value Evaluate(Frame frame)
    {
        switch (_place)
        {
            case Place.Local when !_needsCheck: return frame.Locals[_index];
            case Place.BuiltIn: return _builtIn;
            case Place.Free: return TryFree(frame, out var value) ? value : throw Errors.Reference($"{name} is not defined", Position);
            default: return Checked(Read(frame));
        }
    }

    /// <summary>What typeof sees: no error for a name that nobody knows.</summary>
    public Value EvaluateOrUndefined(Frame frame)
    {
        if (_place is not Place.Free) return Evaluate(frame);
        TryFree(frame, out var value);
        return value;
    }

    public void Assign(Frame frame, Value value)
    {
        if (_place is Place.Free)
        {
            frame.Run.Allocate(64);
            (frame.Run.Globals ??= new(StringComparer.Ordinal))[name] = value;
            return;
        }
        if (_needsCheck) Checked(Read(frame));
        if (Binding!.Kind is BindingKind.Const) throw Errors.Type("Assignment to constant variable.", Position);
        if (Binding.Kind is not BindingKind.Self) Initialize(frame, value);
    }

    /// <summary>Stores the first value of a declaration, or any later one.</summary>
    public void Initialize(Frame frame, Value value)
    {
        if (_place is Place.Local) frame.Locals[_index] = value;
        else if (_place is Place.Boxed) ((Box)frame.Locals[_index].Reference!).Value = value;
        else frame.Captures[_index].Value = value;
    }

    private Value Read(Frame frame) => _place switch
    {
        Place.Local => frame.Locals[_index],
        Place.Boxed => ((Box)frame.Locals[_index].Reference!).Value,
        _ => frame.Captures[_index].Value,
    };

    private Value Checked(Value value) =>
        value.IsUninitialized ? throw Errors.Reference($"Cannot access '{name}' before initialization", Position) : value;

    private bool TryFree(Frame frame, out Value value)
    {
        if (frame.Run.Globals is { } globals && globals.TryGetValue(name, out value)) return true;
        return frame.Run.Host.TryGetGlobal(name, out value);
    }
}
