using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Features.Matters;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Storage;
using OneWindow.Domain.Cases;
using OneWindow.Domain.WorkItems;
using OneWindow.Workflows.Activities;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions;
using WorkItemKind = OneWindow.Domain.WorkItems.WorkItemKind;

namespace OneWindow.Api.Features.Cases;

/// <summary>What follows when papers have come, whichever way they came. The caller saves.</summary>
internal sealed class MaterialDesk(OneWindowDb db, CaseProcess process, CaseReader cases, StepTimers timers, SharedPapers shared)
{
    /// <summary>Lets a case go on that waits for papers, once none is missing; of a matter, each part that the papers are for.</summary>
    /// <param name="received">Keys of the papers that have come.</param>
    public async Task ResumeWhenCompleteAsync(CaseFile file, IReadOnlyCollection<string> received, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        await ResumeAsync(file, actor, now, ct);
        foreach (var part in await shared.PassOnAsync(file, received, actor, now, ct)) await ResumeAsync(part, actor, now, ct);
    }

    private async Task ResumeAsync(CaseFile file, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var waiting = file.Materials.Any(m => m.State is MaterialState.Missing)
            ? null
            : await db.WorkItems.FirstOrDefaultAsync(w => w.CaseId == file.Id && w.State == WorkItemState.Open && w.Kind == WorkItemKind.Materials, ct);
        if (waiting is null)
        {
            // A promise was kept or given: what time does about it changes, and so may the case's clock.
            var moving = await cases.OfAsync(file, ct);
            timers.CountCase(file, new CaseRows(moving.Items, moving.Timers, moving.Bodies), now);
            return;
        }

        waiting.Satisfy(RequestMaterials.Supplied, actor.UserName, now);
        file.Advance(now);
        await process.AdvanceAsync(file, new AnswerStimulus(waiting.BookmarkId!, RequestMaterials.Supplied, null, Value.Null), actor, now, ct);
    }
}
