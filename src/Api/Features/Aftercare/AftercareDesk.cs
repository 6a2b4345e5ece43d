using System.Text.Json;
using OneWindow.Api.Features.Process;
using OneWindow.Domain.Cases;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Features.Aftercare;

/// <summary>Takes the answers to tasks that no workflow waits for.</summary>
internal sealed class AftercareDesk(AftercareTasks tasks, VisitDesk visits, RatingDesk ratings, ObjectionDesk objections)
{
    /// <returns>False for a task that a workflow waits for.</returns>
    public async Task<bool> AnswerAsync(WorkItem item, CaseFile file, JsonElement? data, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        switch (item.Kind)
        {
            case WorkItemKind.Visit:
                await visits.AnswerAsync(item, file, data, now, ct);
                break;
            case WorkItemKind.Rectification:
                await ratings.AnswerAsync(item, file, actor, now, ct);
                break;
            case WorkItemKind.Objection:
                await objections.AnswerAsync(item, file, actor, now, ct);
                break;
            default:
                return false;
        }

        await tasks.StopTimersAsync(item, ct);
        file.Touch(now);
        return true;
    }
}
