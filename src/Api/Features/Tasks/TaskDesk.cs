using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Storage;
using OneWindow.Domain.Access;
using OneWindow.Domain.Cases;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Features.Tasks;

/// <summary>Fetches a task with its case for a command that will change both.</summary>
internal sealed class TaskDesk(CaseReader cases, DecisionRules rules, AccessPolicy access)
{
    /// <summary>The open task and its case, tracked. Ids are not to be guessed, so that a plain no tells nothing.</summary>
    /// <exception cref="Domain.Errors.RefusedException"><c>task-not-found</c>, <c>task-not-yours</c> or <c>task-already-decided</c>.</exception>
    public async Task<(WorkItem Item, CaseFile File)> TakeAsync(Caller who, Guid id, CancellationToken ct)
    {
        var (item, file) = await ReadAsync(id, ct);
        if (!AccessRules.MaySee(who, item)) throw WorkItemErrors.NotYours();
        return item.IsOpen ? (item, file) : throw WorkItemErrors.AlreadyDecided();
    }

    /// <summary>The same for somebody who is going to decide it.</summary>
    /// <exception cref="Domain.Errors.RefusedException">Also <c>self-approval</c> and <c>recused</c>.</exception>
    public async Task<(WorkItem Item, CaseFile File)> TakeToDecideAsync(Caller who, Guid id, CancellationToken ct)
    {
        var (item, file) = await TakeAsync(who, id, ct);
        (await rules.OfAsync(item, file, ct)).Refuse(who.UserName);
        return (item, file);
    }

    /// <summary>The same for the window that keeps the case, which chases tasks that are not its own, or for the joint office.</summary>
    /// <exception cref="Domain.Errors.RefusedException"><c>task-not-found</c>, <c>chase-not-yours</c> or <c>task-already-decided</c>.</exception>
    public async Task<(WorkItem Item, CaseFile File)> TakeToChaseAsync(Caller who, Guid id, CancellationToken ct)
    {
        var (item, file) = await ReadAsync(id, ct);
        if (!AccessRules.MayChase(who, file.Station)) throw await access.VisibleCases(who).AnyAsync(c => c.Id == file.Id, ct) ? WorkItemErrors.ChaseNotYours() : WorkItemErrors.NotFound();
        return item.IsOpen ? (item, file) : throw WorkItemErrors.AlreadyDecided();
    }

    private async Task<(WorkItem Item, CaseFile File)> ReadAsync(Guid id, CancellationToken ct)
    {
        var moving = await cases.OfTaskAsync(id, ct) ?? throw WorkItemErrors.NotFound();
        return (moving.Items.Single(i => i.Id == id), moving.File);
    }
}
