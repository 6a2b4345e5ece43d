using OneWindow.Workflows.Expressions;
using OneWindow.Workflows.Expressions.JavaScript;

namespace OneWindow.Workflows.Tests.Expressions;

/// <summary>A host with a fixed clock, fixed random numbers and whatever names a test gives it.</summary>
internal sealed class TestHost : IScriptHost
{
    private readonly Dictionary<string, Value> _globals = new(StringComparer.Ordinal);

    public static readonly DateTimeOffset Clock = new(2024, 3, 1, 1, 2, 3, TimeSpan.Zero);

    public DateTimeOffset Now => Clock;

    public List<string> Asked { get; } = [];

    public Value this[string name]
    {
        get => _globals[name];
        set => _globals[name] = value;
    }

    public bool TryGetGlobal(string name, out Value value)
    {
        Asked.Add(name);
        return _globals.TryGetValue(name, out value);
    }

    public double NextRandom() => 0.25;
}

internal static class Run
{
    public static Value Script(string source, TestHost? host = null, ScriptBudget? budget = null) =>
        OneWindow.Workflows.Expressions.JavaScript.Script.Parse(source).Run(host ?? new TestHost(), budget);

    public static ScriptException Failure(string source, ScriptBudget? budget = null) =>
        Assert.ThrowsAny<ScriptException>(() => Script(source, budget: budget));
}
