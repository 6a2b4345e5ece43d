using System.Runtime.CompilerServices;

namespace OneWindow.Workflows.Expressions.JavaScript;

/// <summary>One run of a script: its host, its counters, and the names it made global. Belongs to one caller at a time.</summary>
internal sealed class ScriptRun(IScriptHost host, ScriptBudget budget)
{
    private readonly long _byteLimit = budget.Bytes;
    private readonly int _depthLimit = budget.Depth;
    private long _steps = budget.Steps;
    private long _bytes = budget.Bytes;

    public IScriptHost Host { get; } = host;

    /// <summary>Offset in the source of what runs now; errors without a place of their own take it.</summary>
    public int Position { get; set; }

    public int Depth { get; set; }

    /// <summary>Names assigned without a declaration.</summary>
    public Dictionary<string, Value>? Globals { get; set; }

    /// <summary>Arrays being joined right now, so that one inside itself ends.</summary>
    public List<JsArray> Joining => field ??= [];

    /// <summary>Whether the host asks for something outside any run.</summary>
    public bool IsDetached => ReferenceEquals(Host, EmptyHost.Instance);

    public static ScriptRun Detached() => new(EmptyHost.Instance, ScriptBudget.Default);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step()
    {
        if (--_steps < 0) throw Errors.OutOfSteps();
    }

    public void Step(long count)
    {
        _steps -= count;
        if (_steps < 0) throw Errors.OutOfSteps();
    }

    public void PatternStep(long count)
    {
        _steps -= count;
        if (_steps < 0) throw Errors.PatternTooSlow();
    }

    /// <summary>Counts work over a text or a table that is far cheaper per element than a statement.</summary>
    public void Scan(long elements) => Step(elements >> 4);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Allocate(long bytes)
    {
        _bytes -= bytes;
        if (_bytes < 0) throw Errors.OutOfMemory();
    }

    /// <summary>Refuses a text that could not be built within the whole budget, before anything is built.</summary>
    public void CheckLength(long characters)
    {
        if (characters > _byteLimit / 2 || characters > 0x1fffffe8) throw Errors.OutOfMemory();
    }

    public string Charge(string text)
    {
        Allocate(24 + 2L * text.Length);
        return text;
    }

    public void Enter()
    {
        Step();
        if (++Depth > _depthLimit || !RuntimeHelpers.TryEnsureSufficientExecutionStack()) throw Errors.TooDeep("Too many calls within calls");
    }

    public void Leave() => Depth--;

    public static void CheckStack()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack()) throw Errors.TooDeep("Too many expressions within each other");
    }

    private sealed class EmptyHost : IScriptHost
    {
        public static readonly EmptyHost Instance = new();

        public DateTimeOffset Now => DateTimeOffset.UnixEpoch;

        public bool TryGetGlobal(string name, out Value value)
        {
            value = default;
            return false;
        }

        public double NextRandom() => 0;
    }
}
