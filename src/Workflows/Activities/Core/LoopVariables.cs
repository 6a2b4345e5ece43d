using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Expressions;

namespace OneWindow.Workflows.Activities;

/// <summary>The variables by which the body of a loop sees its round.</summary>
internal static class LoopVariables
{
    public const string Value = "CurrentValue";
    public const string Index = "CurrentIndex";

    public static readonly IReadOnlyList<VariableDefinition> ValueAlone = [Variable(Value)];
    public static readonly IReadOnlyList<VariableDefinition> ValueAndIndex = [Variable(Value), Variable(Index)];

    public static Dictionary<string, Value> Of(Value value, int index) =>
        new(StringComparer.Ordinal) { [Value] = value, [Index] = Expressions.Value.From(index) };

    public static VariableDefinition Variable(string name) => new(name, name, DataType.Object, null, "Object");
}
