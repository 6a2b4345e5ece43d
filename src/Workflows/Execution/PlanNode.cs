using System.Collections.Concurrent;
using OneWindow.Workflows.Activities;
using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Expressions;
using OneWindow.Workflows.Expressions.JavaScript;

namespace OneWindow.Workflows.Execution;

/// <summary>An activity of a definition, ready to run.</summary>
public sealed class PlanNode
{
    internal PlanNode(int index, ActivityDefinition definition, Activity activity, PlanNode? parent, int position)
    {
        Index = index;
        Definition = definition;
        Activity = activity;
        Parent = parent;
        Position = position;
    }

    /// <summary>Most activities have no scripts, and the empty table is larger than all the rest.</summary>
    private ConcurrentDictionary<string, Value>? _accessors;

    /// <summary>Position in the plan.</summary>
    public int Index { get; }

    /// <summary>As written.</summary>
    public ActivityDefinition Definition { get; }

    /// <summary>Its kind.</summary>
    public Activity Activity { get; }

    /// <summary>The container around it; null for the root.</summary>
    public PlanNode? Parent { get; }

    /// <summary>Position among its siblings.</summary>
    public int Position { get; }

    /// <summary>Its id within its container.</summary>
    public string Id => Definition.Id;

    /// <summary>Its path, unique in the definition.</summary>
    public string Path => Definition.Path;

    /// <summary>Children, in document order.</summary>
    public IReadOnlyList<PlanNode> Children { get; internal set; } = [];

    /// <summary>Variables that its expressions can see, nearest first.</summary>
    internal VariableDefinition[] Variables { get; set; } = [];

    /// <summary>Accessors such as getX that scripts of this very activity have asked for; undefined where there is none.</summary>
    internal ConcurrentDictionary<string, Value> Accessors =>
        _accessors ?? Interlocked.CompareExchange(ref _accessors, new(StringComparer.Ordinal), null) ?? _accessors;

    /// <summary>Every script it holds, with the property that holds it.</summary>
    internal List<(string Place, Script Script)> Scripts { get; } = [];

    /// <summary>First values of the variables that a run of it declares.</summary>
    internal (string Id, Value Value)[] InitialValues { get; set; } = [];

    /// <summary>Ids of variables that are not kept in the state.</summary>
    internal IReadOnlySet<string> Transient { get; set; } = NoNames;

    /// <summary>Inputs in the order of the descriptor; absent ones are undefined.</summary>
    internal CompiledInput[] Inputs { get; set; } = [];

    /// <summary>True where any input must be worked out at run time.</summary>
    internal bool HasDynamicInputs { get; set; }

    /// <summary>Where each output of the descriptor is captured; null where it is not.</summary>
    internal string?[] Captures { get; set; } = [];

    /// <summary>Whether an expression somewhere asks for this activity's outputs.</summary>
    internal bool KeepsResults { get; set; }

    /// <summary>The connections between its children; null but for a flowchart.</summary>
    public FlowGraph? Graph { get; internal set; }

    /// <summary>What its kind prepared once for this very activity, such as parsed cases.</summary>
    internal object? Prepared { get; set; }

    /// <summary>When it runs in a flowchart in token mode.</summary>
    internal MergeMode MergeMode { get; set; }

    private static readonly HashSet<string> NoNames = [];

    /// <summary>The text of an input that is written in the definition; null where it is absent or worked out at run time.</summary>
    internal string? LiteralText(InputDescriptor input) => InputOf(input) is LiteralInput { Value.IsNullish: false } literal ? literal.Value.AsText : null;

    /// <summary>Whether an input is given and only a run can know its value.</summary>
    internal bool IsWorkedOut(InputDescriptor input) => InputOf(input) is { IsConstant: false };

    private CompiledInput? InputOf(InputDescriptor input)
    {
        var inputs = Activity.Descriptor.Inputs;
        for (var i = 0; i < inputs.Count; i++)
            if (ReferenceEquals(inputs[i], input)) return Inputs[i];
        return null;
    }

    /// <summary>The child embedded in a port such as then or body; null where there is none.</summary>
    public PlanNode? Child(string port)
    {
        for (var i = 0; i < Children.Count; i++)
            if (string.Equals(Definition.Children[i].Port, port, StringComparison.Ordinal)) return Children[i];
        return null;
    }
}

/// <summary>When a node of a flowchart in token mode runs.</summary>
internal enum MergeMode
{
    /// <summary>On each arrival, unless a step directly before it is still to end.</summary>
    Stream,

    /// <summary>When each forward connection has brought a token.</summary>
    Merge,

    /// <summary>When each connection has brought a token, backward ones among them.</summary>
    Converge,

    /// <summary>On the first arrival; the others come to nothing.</summary>
    Cascade,

    /// <summary>On the first arrival; what the others wait for is withdrawn.</summary>
    Race,
}
