using OneWindow.Domain;

namespace OneWindow.Api.Storage.Records;

/// <summary>A case that was moved to another version of its definition, with what undoing that needs.</summary>
internal sealed class CaseMigration : IVersioned
{
    private CaseMigration()
    {
    }

    public CaseMigration(Guid id, WorkflowInstance instance, int toVersion, string after, string tasks, DateTimeOffset at) =>
        (Id, CaseId, DefinitionId, FromVersion, ToVersion, Before, After, Tasks, At) =
        (id, instance.CaseId, instance.DefinitionId, instance.DefinitionVersion, toVersion, instance.State, after, tasks, at);

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public string DefinitionId { get; private set; } = "";
    public int FromVersion { get; private set; }
    public int ToVersion { get; private set; }

    /// <summary>The engine's state before, which undoing gives back.</summary>
    public string Before { get; private set; } = "";

    /// <summary>The engine's state after; where the case has another one, it has moved on.</summary>
    public string After { get; private set; } = "";

    /// <summary>Steps and answers of the open tasks as they were, as JSON.</summary>
    public string Tasks { get; private set; } = "";

    public DateTimeOffset At { get; private set; }
    public DateTimeOffset? UndoneAt { get; private set; }
    public int Version { get; private set; }

    public void Undo(DateTimeOffset now) => UndoneAt = now;
}
