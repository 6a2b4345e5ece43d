using System.Text.Json.Nodes;
using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Activities;

/// <summary>Gives a variable a value.</summary>
public sealed class SetVariable : Activity
{
    private static readonly InputDescriptor Variable = new("variable", DataType.Object, new("变量", "The variable"), IsRequired: true)
    { IsRaw = true, Example = """{"id":"result","name":"Result","typeName":"Object"}""" };
    private static readonly InputDescriptor NewValue = new("value", DataType.Object, new("值", "Its new value"));

    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.SetVariable",
        new("设置变量", "Set variable"), new("给变量赋值。", "Gives a variable a value."))
    { Inputs = [Variable, NewValue] };

    /// <inheritdoc/>
    public override Outcome Execute(ActivityContext context)
    {
        var id = VariableId(context.Node);
        return id is not null && context.TrySetVariable(id, context.Input(NewValue)) ? Outcome.Done() : Outcome.Failed("unknown-variable", $"There is no variable “{id}” here.");
    }

    internal static string? VariableId(PlanNode node) =>
        node.Definition.Property("variable") is JsonObject json ? WorkflowDefinition.Text(json, "id") : null;
}
