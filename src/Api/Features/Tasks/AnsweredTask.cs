using System.Text.Json;
using OneWindow.Api.Features.Aftercare;
using OneWindow.Api.Features.Process;
using OneWindow.Domain.Cases;
using OneWindow.Domain.WorkItems;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions;
using WorkItemKind = OneWindow.Domain.WorkItems.WorkItemKind;

namespace OneWindow.Api.Features.Tasks;

/// <summary>What the answer to a task sets going, by what the task is: a question, a matter after closing, or a step of the workflow.</summary>
internal sealed class AnsweredTask(CaseProcess process, AftercareDesk aftercare, ConsultDesk consults)
{
    public async Task FollowAsync(WorkItem item, CaseFile file, JsonElement? data, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        if (item.AskedFor is not null)
        {
            await consults.AnsweredAsync(item, file, now, ct);
            return;
        }
        if (await aftercare.AnswerAsync(item, file, data, actor, now, ct)) return;
        file.Advance(now);
        if (item.Kind is WorkItemKind.Materials) SupplyAll(file, now);
        else NoteGaps(file, data, now);
        Stimulus stimulus = item.Kind is WorkItemKind.Incident
            ? new RetryStimulus(item.BookmarkId!, item.Outcome is "retry" ? null : item.Outcome!["skip:".Length..])
            : new AnswerStimulus(item.BookmarkId!, item.Outcome!, item.Opinion, data is { } value ? Value.FromJson(value) : Value.Null);
        await process.AdvanceAsync(file, stimulus, actor, now, ct);
    }

    /// <summary>The clerk names what is missing; the notice to the applicant lists it.</summary>
    private static void NoteGaps(CaseFile file, JsonElement? data, DateTimeOffset now)
    {
        if (data is not { } facts || !facts.TryGetProperty("missing", out var missing) || missing.ValueKind is not JsonValueKind.Array) return;
        foreach (var key in missing.EnumerateArray().Where(k => k.ValueKind is JsonValueKind.String))
            file.SetMaterial(new CaseMaterial(key.GetString()!, MaterialState.Missing), now);
    }

    private static void SupplyAll(CaseFile file, DateTimeOffset now)
    {
        foreach (var material in file.Materials.Where(m => m.State is MaterialState.Missing).ToList())
            file.SetMaterial(material with { State = MaterialState.Provided }, now);
    }
}
