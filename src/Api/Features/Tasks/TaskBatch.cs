using MediatR;
using OneWindow.Api.Features.Cases;
using OneWindow.Domain.Errors;

namespace OneWindow.Api.Features.Tasks;

/// <summary>
/// Does the same to several tasks. Each is a step of its own, in a transaction of its own: what one refuses is told of that
/// one, and the others go on.
/// </summary>
internal sealed class TaskBatch(IServiceScopeFactory scopes)
{
    /// <summary>More than a page has.</summary>
    public const int Most = 100;

    /// <summary>Claims or releases them. Repeating it changes nothing.</summary>
    /// <exception cref="RefusedException"><c>request-invalid</c>: no task at all, or too many.</exception>
    public async Task<TaskBatchResult> RunAsync(IReadOnlyList<Guid>? ids, bool release, CancellationToken ct)
    {
        var findings = new Findings();
        if (ids is null or { Count: 0 }) findings.Add("ids", "请选择任务。(Choose at least one task.)");
        else if (ids.Count > Most) findings.Add("ids", $"一次不超过 {Most} 项。(At most {Most} tasks at a time.)");
        findings.ThrowIfAny("request-invalid", "请求有误");
        return new TaskBatchResult(await EachAsync(ids!, id => new ClaimTask(id, release), ct));
    }

    /// <param name="command">What is done to a task, by its id.</param>
    /// <returns>What became of each, in the order asked for.</returns>
    public async Task<IReadOnlyList<TaskBatchItem>> EachAsync(IReadOnlyList<Guid> ids, Func<Guid, IRequest<CaseProgress>> command, CancellationToken ct)
    {
        var items = new List<TaskBatchItem>();
        foreach (var id in ids.Distinct()) items.Add(await OneAsync(id, command(id), ct));
        return items;
    }

    private async Task<TaskBatchItem> OneAsync(Guid id, IRequest<CaseProgress> command, CancellationToken ct)
    {
        try
        {
            await SendAsync(command, ct);
        }
        catch (RefusedException refused)
        {
            return await RefusedAsync(id, refused, ct);
        }

        var task = await SendAsync(new GetTask(id), ct);
        return new TaskBatchItem(id, true, null, null, task.CaseNumber, task.Title, task.TitleEn, task.Assignee);
    }

    /// <summary>Who may see the task is told whose it is; to everybody else it says no more than the refusal does.</summary>
    private async Task<TaskBatchItem> RefusedAsync(Guid id, RefusedException refused, CancellationToken ct)
    {
        try
        {
            var task = await SendAsync(new GetTask(id), ct);
            return new TaskBatchItem(id, false, refused.Code, refused.Message, task.CaseNumber, task.Title, task.TitleEn, task.Assignee ?? task.CompletedBy);
        }
        catch (RefusedException)
        {
            return new TaskBatchItem(id, false, refused.Code, refused.Message, null, null, null, null);
        }
    }

    private async Task<T> SendAsync<T>(IRequest<T> request, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, ct);
    }
}

/// <summary>What became of each task, in the order asked for.</summary>
internal sealed record TaskBatchResult(IReadOnlyList<TaskBatchItem> Items);

/// <param name="Done">Whether it is now as was asked for.</param>
/// <param name="Code">Why not; null where it is done.</param>
/// <param name="Message">The same for people.</param>
/// <param name="CaseNumber">This and what follows are null where the task is not the caller's to see.</param>
/// <param name="Assignee">User name of who holds or has decided it; null for nobody.</param>
internal sealed record TaskBatchItem(
    Guid Id, bool Done, string? Code, string? Message, string? CaseNumber, string? Title, string? TitleEn, string? Assignee);
