using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Activities;

/// <summary>What a kind of step declares about itself.</summary>
/// <param name="Key">The type name in definitions; its meaning never changes.</param>
/// <param name="Name">For people.</param>
/// <param name="Description">One sentence for people who draw workflows.</param>
public sealed record ActivityDescriptor(string Key, BilingualText Name, BilingualText Description)
{
    private readonly bool? _onlySteers;

    /// <summary>Inputs, evaluated in this order.</summary>
    public IReadOnlyList<InputDescriptor> Inputs { get; init; } = [];

    /// <summary>Outputs that a definition may capture into a variable.</summary>
    public IReadOnlyList<OutputDescriptor> Outputs { get; init; } = [];

    /// <summary>Ports it can leave by; Done unless it says otherwise.</summary>
    public IReadOnlyList<string> Outcomes { get; init; } = [Outcome.DonePort];

    /// <summary>Completing it completes the flowchart or sequence around it.</summary>
    public bool IsTerminal { get; init; }

    /// <summary>Holds other activities.</summary>
    public bool IsContainer { get; init; }

    /// <summary>
    /// Only decides where control goes: it neither waits nor touches data or the world outside, so that an analysis
    /// runs it as it is. Containers do unless they say otherwise.
    /// </summary>
    public bool OnlySteers { get => _onlySteers ?? IsContainer; init => _onlySteers = value; }

    /// <summary>What it may wait for: a person, an instant or something outside; null where it never waits.</summary>
    public BookmarkKind? WaitsFor { get; init; }

    /// <summary>Properties that hold its children, where they are others than the list <c>activities</c>.</summary>
    public IReadOnlyList<string> Ports { get; init; } = [];

    /// <summary>What it does when a break is called for within it.</summary>
    internal BreakRole OnBreak { get; init; }
}

/// <summary>What an activity does when a break is called for within it.</summary>
internal enum BreakRole
{
    /// <summary>Nothing; the break is for an activity further out.</summary>
    PassesOn,

    /// <summary>Ends with its current child, and so does what is further out.</summary>
    EndsAndPassesOn,

    /// <summary>A loop: ends with its current child, and the break ends there.</summary>
    Ends,
}

/// <summary>An input of a kind of step.</summary>
/// <param name="Name">camelCase property of the activity's JSON.</param>
/// <param name="Type">What the value must convert to.</param>
/// <param name="Description">One sentence for people who draw workflows.</param>
/// <param name="IsRequired">The check reports its absence.</param>
public sealed record InputDescriptor(string Name, DataType Type, BilingualText Description, bool IsRequired = false)
{
    /// <summary>Fixed values that the input may take; null for any.</summary>
    public IReadOnlyList<string>? Options { get; init; }

    /// <summary>
    /// JSON that shows how it is used: the whole property where the input is raw, else the value. It stands in the
    /// documentation page; without one, its type decides.
    /// </summary>
    public string? Example { get; init; }

    /// <summary>Worked out by the activity when it needs it, as often as it needs it, and not when the step begins.</summary>
    public bool IsDeferred { get; init; }

    /// <summary>The value is a plain JSON property of the activity, never an expression, and the activity reads it itself.</summary>
    public bool IsRaw { get; init; }
}

/// <summary>An output of a kind of step.</summary>
public sealed record OutputDescriptor(string Name, DataType Type, BilingualText Description);
