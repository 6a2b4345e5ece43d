namespace OneWindow.Workflows.Definitions;

/// <summary>How much a finding matters.</summary>
public enum FindingSeverity
{
    /// <summary>Worth a look; the definition runs.</summary>
    Warning,

    /// <summary>The definition may not be published.</summary>
    Error,
}

/// <summary>Something the check of a definition found.</summary>
/// <param name="Code">Stable number and word, for example OW101-unknown-activity.</param>
/// <param name="ActivityId">The activity concerned; null where the finding is about the whole definition.</param>
/// <param name="Path">JSON path of the place.</param>
/// <param name="Message">One sentence for the person who must mend it.</param>
public sealed record Finding(string Code, FindingSeverity Severity, string? ActivityId, string Path, string Message)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"{Severity}: {Code} {(ActivityId is null ? "" : $"[{ActivityId}] ")}{Message} ({Path})";
}

/// <summary>A definition that cannot be read or compiled; carries every finding at once.</summary>
public sealed class DefinitionException(IReadOnlyList<Finding> findings)
    : Exception(string.Join(Environment.NewLine, findings))
{
    /// <summary>What is wrong, in the order of the document.</summary>
    public IReadOnlyList<Finding> Findings { get; } = findings;
}
