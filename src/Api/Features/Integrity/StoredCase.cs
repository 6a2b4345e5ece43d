using OneWindow.Api.Storage.Records;
using OneWindow.Domain.Audit;
using OneWindow.Domain.Cases;
using OneWindow.Domain.FollowUps;
using OneWindow.Domain.Letters;
using OneWindow.Domain.Objections;
using OneWindow.Domain.Ratings;
using OneWindow.Domain.Results;
using OneWindow.Domain.Timers;
using OneWindow.Domain.WorkItems;
using OneWindow.Workflows.Execution;

namespace OneWindow.Api.Features.Integrity;

/// <summary>A case with every row that belongs to it.</summary>
internal sealed class StoredCase
{
    public required CaseFile File { get; init; }

    /// <summary>Null where the row is missing.</summary>
    public required WorkflowInstance? Instance { get; init; }

    public required IReadOnlyList<CaseBody> Bodies { get; init; }
    public required IReadOnlyList<WorkItem> Items { get; init; }
    public required IReadOnlyList<CaseTimer> Timers { get; init; }
    public required IReadOnlyList<FollowUp> FollowUps { get; init; }
    public required IReadOnlyList<IssuedLetter> Letters { get; init; }
    public required IReadOnlyList<Objection> Objections { get; init; }
    public required IReadOnlyList<Rating> Ratings { get; init; }
    public required IReadOnlyList<IssuedResult> Results { get; init; }
    public required IReadOnlyList<Grant> Grants { get; init; }

    /// <summary>In order.</summary>
    public required IReadOnlyList<AuditEntry> Audit { get; init; }

    /// <summary>In order.</summary>
    public required IReadOnlyList<StoredBurst> Bursts { get; init; }

    /// <summary>The engine's state; null where it cannot be read.</summary>
    public required WorkflowState? State { get; init; }

    public IEnumerable<WorkItem> OpenItems => Items.Where(i => i.IsOpen);

    public IEnumerable<CaseTimer> PendingTimers => Timers.Where(t => t.State is TimerState.Pending);

    /// <summary>Items that the workflow waits for; what follows the closing, and opinions, are asked for without it.</summary>
    public IEnumerable<WorkItem> OpenSteps => OpenItems.Where(i => !WorkItemKinds.BesideWorkflow.Contains(i.Kind));

    public Finding Finding(string code, string detail) => new(code, File.Number, detail);
}

/// <summary>A call of the engine without its journal, which nothing here asks for and which is the largest column there is.</summary>
/// <param name="Stimulus">Null where it cannot be read.</param>
internal sealed record StoredBurst(int Sequence, Stimulus? Stimulus);
