namespace OneWindow.Workflows.Expressions.JavaScript;

internal enum BindingKind : byte
{
    Var,
    Let,
    Const,
    Function,
    Parameter,
    Catch,
    Arguments,
    Self,
}

/// <summary>A declared name and where a frame keeps it.</summary>
internal sealed class Binding(string name, BindingKind kind, Scope scope, int slot, int position)
{
    public string Name => name;

    public BindingKind Kind { get; set; } = kind;

    public Scope Scope => scope;

    public int Slot => slot;

    /// <summary>Offset from which the name can be used without looking whether its declaration has run.</summary>
    public int UsableFrom { get; set; } = position;

    /// <summary>A function inside uses it, so it lives in a box of its own.</summary>
    public bool IsCaptured { get; set; }

    /// <summary>Some use may come before the declaration has run.</summary>
    public bool NeedsCheck { get; set; }

    public bool IsLexical => Kind is BindingKind.Let or BindingKind.Const;

    /// <summary>Whether entering the scope has to prepare the slot.</summary>
    public bool NeedsEntry => IsCaptured || NeedsCheck;
}

/// <summary>What a function needs to know of its inside while it is parsed, and of its captures when it is made.</summary>
internal sealed class FunctionInfo(FunctionInfo? outer, bool isArrow)
{
    private readonly List<Binding> _captured = [];
    private readonly Dictionary<Binding, int> _captureIndices = [];

    public FunctionInfo? Outer { get; set; } = outer;

    public bool IsArrow => isArrow;

    public bool IsScript { get; init; }

    public int SlotCount { get; set; }

    public Binding? Arguments { get; set; }

    public IReadOnlyList<Binding> Captured => _captured;

    /// <summary>Position of a captured binding among the boxes of a closure.</summary>
    public int CaptureIndex(Binding binding)
    {
        if (_captureIndices.TryGetValue(binding, out var index)) return index;
        _captureIndices.Add(binding, _captured.Count);
        _captured.Add(binding);
        return _captured.Count - 1;
    }
}

/// <summary>A block, function, loop head or catch, and the names declared in it.</summary>
internal sealed class Scope(Scope? parent, FunctionInfo function, bool isFunction)
{
    private readonly Dictionary<string, Binding> _bindings = new(StringComparer.Ordinal);
    private ScopeEntry? _entry;

    public Scope? Parent { get; set; } = parent;

    public FunctionInfo Function => function;

    public bool IsFunction => isFunction;

    /// <summary>A switch: a declaration may stand before a use and yet not have run.</summary>
    public bool IsSwitch { get; init; }

    public List<FunctionDeclaration> Functions { get; } = [];

    public IReadOnlyCollection<Binding> Bindings => _bindings.Values;

    public Binding? Find(string name) => _bindings.GetValueOrDefault(name);

    public Binding Add(string name, BindingKind kind, int position)
    {
        var binding = new Binding(name, kind, this, function.SlotCount++, position);
        _bindings[name] = binding;
        return binding;
    }

    /// <summary>What entering does; asked for only when all names are resolved.</summary>
    public ScopeEntry Entry => _entry ??= new ScopeEntry(this);
}

/// <summary>Prepares the slots of a scope that is entered: boxes, the mark of not yet declared, and functions.</summary>
internal sealed class ScopeEntry(Scope scope)
{
    private readonly Binding[] _bindings = [.. scope.Bindings.Where(b => b.NeedsEntry && b.Kind is not (BindingKind.Parameter or BindingKind.Arguments or BindingKind.Self))];
    private readonly FunctionDeclaration[] _functions = [.. scope.Functions];

    /// <summary>Let and const of a loop head that each turn gets anew.</summary>
    private readonly Binding[] _perTurn = [.. scope.Bindings.Where(b => b.IsCaptured && b.IsLexical)];

    public bool IsEmpty => _bindings.Length + _functions.Length == 0;

    public void Enter(Frame frame)
    {
        if (IsEmpty) return;
        foreach (var binding in _bindings)
        {
            var initial = binding.IsLexical ? Value.Uninitialized : default;
            frame.Locals[binding.Slot] = binding.IsCaptured ? NewBox(frame, initial) : initial;
        }
        foreach (var declaration in _functions) declaration.Instantiate(frame);
    }

    public void NextTurn(Frame frame)
    {
        foreach (var binding in _perTurn)
        {
            var box = (Box)frame.Locals[binding.Slot].Reference!;
            frame.Locals[binding.Slot] = NewBox(frame, box.Value);
        }
    }

    public static Value NewBox(Frame frame, Value initial)
    {
        frame.Run.Allocate(32);
        return new Value(new Box(initial));
    }
}
