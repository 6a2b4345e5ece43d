using OneWindow.Api.Features.Access;
using OneWindow.Domain.Access;
using OneWindow.Domain.Cases;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Features.Tasks;

/// <summary>Fetches a task with its case for a command that will change both.</summary>
internal sealed class TaskDesk(AccessPolicy access)
{
    /// <summary>The open task and its case, tracked.</summary>
    /// <exception cref="Domain.Errors.RefusedException"><c>task-not-found</c>, <c>task-not-yours</c> or <c>task-already-decided</c>.</exception>
    public async Task<(WorkItem Item, CaseFile File)> TakeAsync(Caller who, Guid id, CancellationToken ct)
    {
        var task = await access.TaskToDecideAsync(who, id, ct);
        return task.Item.IsOpen ? task : throw WorkItemErrors.AlreadyDecided();
    }
}
