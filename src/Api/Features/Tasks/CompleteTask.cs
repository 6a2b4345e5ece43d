using System.Text.Json;
using MediatR;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Aftercare;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Storage;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Errors;
using OneWindow.Domain.WorkItems;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions;
using WorkItemKind = OneWindow.Domain.WorkItems.WorkItemKind;

namespace OneWindow.Api.Features.Tasks;

/// <summary>Answers a task; the case moves on in the same commit.</summary>
internal sealed record CompleteTask(Guid Id, string? Outcome, string? Opinion, JsonElement? Data) : ICommand<CaseProgress>, IValidate
{
    public const int MaxOpinionLength = 2000;

    public void Validate(Findings findings)
    {
        if (string.IsNullOrWhiteSpace(Outcome)) findings.Add("outcome", "请选择办理结果。(An outcome is required.)");
        if (Opinion?.Length > MaxOpinionLength) findings.Add("opinion", "意见过长。(The opinion is too long.)");
        ReadableJson.Check(Data, "data", findings);
        if (Data is { ValueKind: not (JsonValueKind.Object or JsonValueKind.Null or JsonValueKind.Undefined) }) findings.Add("data", "数据应为对象。(Data is an object.)");
    }
}

internal sealed class CompleteTaskHandler(
    OneWindowDb db, TaskDesk desk, CurrentCaller caller, TimeProvider clock, CaseProcess process, AftercareDesk aftercare, ConsultDesk consults, CaseProgressReader progress)
    : IRequestHandler<CompleteTask, CaseProgress>
{
    public async Task<CaseProgress> Handle(CompleteTask request, CancellationToken cancellationToken)
    {
        var who = caller.Required;
        var (item, file) = await desk.TakeToDecideAsync(who, request.Id, cancellationToken);
        var now = clock.GetUtcNow();
        var data = request.Data is { ValueKind: JsonValueKind.Object } given ? given : (JsonElement?)null;
        await consults.RefuseWhileUnsignedAsync(item, file, cancellationToken);
        item.Complete(who, new WorkItemAnswer(request.Outcome!, request.Opinion?.Trim(), data?.GetRawText()), now);
        AnswerData.Check(item, data);
        var actor = Actor.Of(who, item.Body);
        db.Audit.Add(file.Audit(new(who.UserName, item.Body, "completed", item.ActivityId, Detail(item)), now));
        await MoveAsync(item, file, data, actor, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return await progress.OfAsync(file, who, now, cancellationToken);
    }

    private async Task MoveAsync(WorkItem item, CaseFile file, JsonElement? data, Actor actor, DateTimeOffset now, CancellationToken ct)
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

    private static string Detail(WorkItem item) =>
        JsonSerializer.Serialize(new { title = item.TitleZh, titleEn = item.TitleEn, outcome = item.Outcome, opinion = item.Opinion, body = item.Body }, CaseJson.Detail);
}
