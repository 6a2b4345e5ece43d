using OneWindow.Api.Features.Tasks;
using OneWindow.Api.Storage;
using OneWindow.Workflows.Execution;
using Burst = OneWindow.Api.Storage.Records.Burst;

namespace OneWindow.Api.Features.Process;

/// <summary>Writes one move of a case: the workflow's new state and journal, its effects, and that somebody may decide each task it opened.</summary>
internal sealed class StepWriter(OneWindowDb db, EffectWriter effects, PostCover posts)
{
    public async Task WriteAsync(Step step, BurstResult result, CaseRows rows, CancellationToken ct)
    {
        var number = step.Instance.Advance(StateJson.Write(result.State), CaseProcess.StatusOf(result.State));
        db.Bursts.Add(new Burst(step.File.Id, number, step.Now, StateJson.Write(step.Stimulus), StateJson.Write(result.Journal)));
        effects.Write(step, result, rows);
        await posts.KeepOpenedAsync(step.File, step.Now, ct);
    }
}
