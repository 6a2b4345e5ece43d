using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Tasks;
using OneWindow.Domain.Errors;
using OneWindow.Domain.Supervising;

namespace OneWindow.Api.Features.Supervising;

/// <summary>What the joint office wants done to one task or several.</summary>
/// <param name="To">The body that has to do them; only for assigning. For a single task also a user name of its post.</param>
internal sealed record SuperviseTasks(SupervisoryActKind? Act, IReadOnlyList<Guid>? Tasks, string? Note, string? To = null);

/// <param name="Done">How many tasks it was done to.</param>
internal sealed record SupervisedTasks(int Done, IReadOnlyList<TaskPassedOver> PassedOver);

/// <summary>A task to which nothing was done, and why.</summary>
internal sealed record TaskPassedOver(Guid Task, string? CaseNumber, string Code, string Message);

/// <summary>
/// The joint office supervises what it has chosen from a list, each task by <see cref="SuperviseTask"/> in a transaction of
/// its own: one that cannot be does not hold up the others, and is told.
/// </summary>
internal sealed class SupervisionBatch(TaskBatch batch, CurrentCaller caller)
{
    /// <exception cref="RefusedException"><c>request-invalid</c>, <c>unauthenticated</c> or <c>forbidden</c>.</exception>
    public async Task<SupervisedTasks> RunAsync(SuperviseTasks wanted, CancellationToken ct)
    {
        var findings = new Findings();
        if (wanted.Tasks is not { Count: > 0 }) findings.Add("tasks", "请至少选择一项。(Choose at least one.)");
        else if (wanted.Tasks.Count > TaskBatch.Most) findings.Add("tasks", $"一次最多 {TaskBatch.Most} 项。(At most {TaskBatch.Most} at a time.)");
        SuperviseTask.ValidateAct(wanted.Act, wanted.Note, wanted.To, "note", findings);
        findings.ThrowIfAny("request-invalid", "请求有误");
        _ = caller.RequiredOffice;
        var items = await batch.EachAsync(wanted.Tasks!, id => new SuperviseTask(id, wanted.Act, wanted.Note, wanted.To), ct);
        return new SupervisedTasks(items.Count(i => i.Done), [.. items.Where(i => !i.Done).Select(i => new TaskPassedOver(i.Id, i.CaseNumber, i.Code!, i.Message!))]);
    }
}
