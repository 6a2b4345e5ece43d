namespace OneWindow.Faults.Drill;

/// <summary>Something that goes wrong while people work.</summary>
internal interface IFault
{
    string Name { get; }

    /// <summary>How often it happens in a full run.</summary>
    int Times { get; }

    /// <summary>How often it happens in a brief run; 0 where it takes too long for one.</summary>
    int Brief { get; }

    /// <summary>Why it cannot be tried here; null where it can.</summary>
    string? Missing => null;

    Task<Outcome> RunAsync(int times, Random random);
}

/// <summary>How it ended.</summary>
internal sealed record Outcome(Record Record, Findings Findings);
