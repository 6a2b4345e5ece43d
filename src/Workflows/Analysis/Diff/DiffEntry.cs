using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Analysis.Diff;

/// <summary>What kind of change it is.</summary>
public enum DiffKind
{
    NameChanged,
    SettingChanged,
    VariableAdded,
    VariableRemoved,
    VariableChanged,
    InputAdded,
    InputRemoved,
    InputChanged,
    OutputAdded,
    OutputRemoved,
    OutputChanged,
    StepAdded,
    StepRemoved,
    StepMoved,
    OrderChanged,
    TypeChanged,
    TitleChanged,
    BodyChanged,
    RoleChanged,
    LimitChanged,
    OutcomeAdded,
    OutcomeRemoved,
    OutcomeChanged,
    ValueChanged,
    ExpressionChanged,
    ConnectionAdded,
    ConnectionRemoved,
    ConnectionRerouted,
}

/// <summary>One difference between two versions of a definition.</summary>
/// <param name="ActivityId">The step concerned; null where the difference is about the whole definition.</param>
/// <param name="Text">One sentence for people.</param>
public sealed record DiffEntry(DiffKind Kind, string? ActivityId, BilingualText Text);
