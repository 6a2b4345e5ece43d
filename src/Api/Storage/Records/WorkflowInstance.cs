using OneWindow.Domain;

namespace OneWindow.Api.Storage.Records;

/// <summary>The engine's state of a case. It changes only together with the case.</summary>
internal sealed class WorkflowInstance : IVersioned
{
    private WorkflowInstance()
    {
    }

    public WorkflowInstance(Guid caseId, string definitionId, int definitionVersion, string state, string status) =>
        (CaseId, DefinitionId, DefinitionVersion, State, Status) = (caseId, definitionId, definitionVersion, state, status);

    public Guid CaseId { get; private set; }
    public string DefinitionId { get; private set; } = "";
    public int DefinitionVersion { get; private set; }

    /// <summary>The engine's state as it serialises it.</summary>
    public string State { get; private set; } = "";

    /// <summary>The state before the step that closed the case, from which it may go on; null where its service does not let it.</summary>
    public string? BeforeClosing { get; private set; }

    /// <summary>The engine's word for where it is: suspended, finished, faulted …</summary>
    public string Status { get; private set; } = "";

    /// <summary>How many bursts have run; numbers the journal.</summary>
    public int Bursts { get; private set; }

    public int Version { get; private set; }

    /// <summary>Stores what a burst left behind and gives the burst its number.</summary>
    public int Advance(string state, string status)
    {
        (State, Status) = (state, status);
        return ++Bursts;
    }

    /// <summary>Stores a state in which only an instant has changed; no burst has run.</summary>
    public void Postpone(string state) => State = state;

    /// <summary>The step about to be stored closes the case.</summary>
    public void KeepBeforeClosing() => BeforeClosing = State;

    /// <summary>Pins another version of the definition, after a checked migration.</summary>
    public void MoveTo(int definitionVersion, string state) => (DefinitionVersion, State) = (definitionVersion, state);
}

/// <summary>One call of the engine, kept so that it can be replayed. Rows are added, never changed.</summary>
internal sealed class Burst
{
    private Burst()
    {
    }

    public Burst(Guid caseId, int sequence, DateTimeOffset at, string stimulus, string journal) =>
        (CaseId, Sequence, At, Stimulus, Journal) = (caseId, sequence, at, stimulus, journal);

    public Guid CaseId { get; private set; }
    public int Sequence { get; private set; }
    public DateTimeOffset At { get; private set; }

    /// <summary>What the engine was given, as JSON.</summary>
    public string Stimulus { get; private set; } = "";

    /// <summary>What it did, as JSON.</summary>
    public string Journal { get; private set; } = "";
}
