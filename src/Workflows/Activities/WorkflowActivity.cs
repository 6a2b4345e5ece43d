using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions;

namespace OneWindow.Workflows.Activities;

/// <summary>A workflow used as an activity: its inputs, outputs and outcomes are those of the workflow.</summary>
internal sealed class WorkflowActivity : Activity
{
    private readonly Plan? _plan;

    /// <param name="plan">Null where the workflow has errors; such a plan is never handed out.</param>
    public WorkflowActivity(string key, Plan? plan)
    {
        _plan = plan;
        var definition = plan?.Definition;
        var name = definition?.Name ?? key;
        Descriptor = new ActivityDescriptor(key, new(name, name), new("作为活动使用的流程。", "A workflow used as an activity."))
        {
            Inputs = [.. (definition?.Inputs ?? []).Select(i => new InputDescriptor(Camel(i.Name), i.Type, new(i.Name, i.Name)))],
            Outputs = [.. (definition?.Outputs ?? []).Select(o => new OutputDescriptor(Camel(o.Name), o.Type, new(o.Name, o.Name)))],
            Outcomes = [.. (definition?.Outcomes ?? []).Append(Outcome.DonePort).Distinct(StringComparer.Ordinal)],
            IsContainer = true,
        };
    }

    public Plan Plan => _plan!;

    public override ActivityDescriptor Descriptor { get; }

    public override Outcome Execute(ActivityContext context)
    {
        var input = new Dictionary<string, Value>(StringComparer.Ordinal);
        for (var i = 0; i < Descriptor.Inputs.Count; i++)
            if (context.Input(Descriptor.Inputs[i]) is { IsUndefined: false } value) input[Plan.Definition.Inputs[i].Name] = value;
        context.StartEmbedded(Plan, input);
        return Outcome.Waiting();
    }

    public override Outcome WorkflowEnded(ActivityContext context, WorkflowEnd end)
    {
        for (var i = 0; i < Descriptor.Outputs.Count; i++)
            if (end.Output.TryGetValue(Plan.Definition.Outputs[i].Name, out var value)) context.SetOutput(Descriptor.Outputs[i], value);
        return end.Ports;
    }

    private static string Camel(string name) => name.Length == 0 ? name : char.ToLowerInvariant(name[0]) + name[1..];
}
