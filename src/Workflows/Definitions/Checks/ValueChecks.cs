using OneWindow.Workflows.Activities;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions;
using OneWindow.Workflows.Expressions.JavaScript;

namespace OneWindow.Workflows.Definitions;

/// <summary>Values that can be judged without running: options, and types that can never fit.</summary>
internal static class ValueChecks
{
    /// <summary>More than an expression without names needs; what takes longer is not judged here.</summary>
    private static readonly ScriptBudget Trial = new(Steps: 10_000, Bytes: 1024 * 1024);

    public static void Run(Plan plan, PlanNode node, List<Finding> findings)
    {
        var (descriptor, path) = (node.Activity.Descriptor, node.Definition.JsonPath);
        for (var i = 0; i < descriptor.Inputs.Count; i++)
        {
            var (input, compiled) = (descriptor.Inputs[i], node.Inputs[i]);
            if (input.Options is { } options && compiled is LiteralInput { Value.IsNullish: false } literal && !options.Contains(literal.Value.AsText, StringComparer.OrdinalIgnoreCase))
                findings.Add(new("OW110-bad-option", FindingSeverity.Error, node.Id, $"{path}.{input.Name}", $"“{input.Name}” is one of {string.Join(", ", options)}."));
            if (Judge(plan, node, compiled, input.Type) is var (code, severity, message))
                findings.Add(new(code, severity, node.Id, $"{path}.{input.Name}", $"“{input.Name}”: {message}"));
        }
        CheckCaptures(plan, node, findings);
        if (node.Activity is SetVariable) CheckSetVariable(plan, node, findings);
    }

    private static void CheckCaptures(Plan plan, PlanNode node, List<Finding> findings)
    {
        var outputs = node.Activity.Descriptor.Outputs;
        for (var i = 0; i < outputs.Count; i++)
        {
            if (node.Captures[i] is not { } target) continue;
            var type = Array.Find(node.Variables, v => v.Id == target)?.Type ?? plan.Definition.Outputs.FirstOrDefault(o => o.Name == target)?.Type;
            if (type is { } wanted && !ValueConversion.CanConvert(outputs[i].Type, wanted))
                findings.Add(new("OW115-type-mismatch", FindingSeverity.Error, node.Id, $"{node.Definition.JsonPath}.{outputs[i].Name}", $"The output “{outputs[i].Name}” is {outputs[i].Type.Alias}, and “{target}”, which captures it, is {wanted.Alias}."));
        }
    }

    private static void CheckSetVariable(Plan plan, PlanNode node, List<Finding> findings)
    {
        var path = node.Definition.JsonPath;
        var id = SetVariable.VariableId(node);
        if (Array.Find(node.Variables, v => v.Id == id) is not { } variable)
        {
            findings.Add(new("OW106-unknown-variable", FindingSeverity.Error, node.Id, $"{path}.variable", $"There is no variable “{id}” here."));
            return;
        }
        var inputs = node.Activity.Descriptor.Inputs;
        for (var i = 0; i < inputs.Count; i++)
            if (inputs[i].Name == "value" && Judge(plan, node, node.Inputs[i], variable.Type) is var (code, severity, message))
                findings.Add(new(code, severity, node.Id, $"{path}.value", $"The variable “{variable.Name}”: {message}"));
    }

    /// <summary>Why an input can never be of a type; null where it can, or where only running tells.</summary>
    private static (string Code, FindingSeverity Severity, string Message)? Judge(Plan plan, PlanNode node, CompiledInput input, DataType wanted) => input switch
    {
        LiteralInput literal => Fits(wanted, () => literal.Value),
        VariableInput use when Array.Find(node.Variables, v => v.Id == use.VariableId) is { } variable => Fits(variable.Type, wanted),
        WorkflowInput use when plan.Definition.Inputs.FirstOrDefault(i => i.Name == use.Name) is { } argument => Fits(argument.Type, wanted),
        ScriptInput { Script: { IsConstant: true } script } => Fits(wanted, () => script.Run(NoHost.Instance, Trial)),
        _ => null,
    };

    private static (string, FindingSeverity, string)? Fits(DataType from, DataType wanted) =>
        ValueConversion.CanConvert(from, wanted) ? null : ("OW115-type-mismatch", FindingSeverity.Error, $"{from.Alias} never converts to {wanted.Alias}.");

    private static (string, FindingSeverity, string)? Fits(DataType wanted, Func<Value> value)
    {
        try
        {
            ValueConversion.To(wanted, value());
            return null;
        }
        catch (ValueConversionException e)
        {
            return ("OW115-type-mismatch", FindingSeverity.Error, $"The expression always gives the same, and that is not {wanted.Alias}. {e.Message}");
        }
        catch (ScriptException e)
        {
            var ranOut = e.Code is not (ScriptErrorCodes.Error or ScriptErrorCodes.Type);
            return ranOut ? null : ("OW116-always-fails", FindingSeverity.Warning, $"The expression always fails at line {e.Line}, column {e.Column}: {e.Message}");
        }
    }

    /// <summary>A world in which there is nothing; scripts that look at the clock or at names are not run in it.</summary>
    private sealed class NoHost : IScriptHost
    {
        public static readonly NoHost Instance = new();

        public DateTimeOffset Now => DateTimeOffset.UnixEpoch;

        public bool TryGetGlobal(string name, out Value value)
        {
            value = default;
            return false;
        }

        public double NextRandom() => 0;
    }
}
