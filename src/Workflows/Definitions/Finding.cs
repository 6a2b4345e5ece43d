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
    /// <summary>The shortest way on which it happens, a sentence for each answer and decision; empty where it happens at once, or is plain from the document.</summary>
    public IReadOnlyList<string> Trace { get; init; } = [];

    /// <summary>The message with the way to it.</summary>
    public string Explanation => Trace.Count == 0 ? Message : $"{Message} Shortest way: {string.Join("; ", Trace)}.";

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Severity}: {Code} {(ActivityId is null ? "" : $"[{ActivityId}] ")}{Explanation} ({Path})";
}

/// <summary>A definition that cannot be read or compiled; carries every finding at once.</summary>
public sealed class DefinitionException(IReadOnlyList<Finding> findings)
    : Exception(string.Join(Environment.NewLine, findings))
{
    /// <summary>What is wrong, in the order of the document.</summary>
    public IReadOnlyList<Finding> Findings { get; } = findings;
}
