using System.Text.Json;
using MediatR;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Storage;
using OneWindow.Domain.Errors;
using OneWindow.Domain.WorkItems;

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

internal sealed class CompleteTaskHandler(OneWindowDb db, CommandFrame frame, TaskDesk desk, ConsultDesk consults, AnsweredTask answered)
    : IRequestHandler<CompleteTask, CaseProgress>
{
    public async Task<CaseProgress> Handle(CompleteTask request, CancellationToken cancellationToken)
    {
        var who = frame.Who;
        var (item, file) = await desk.TakeToDecideAsync(who, request.Id, cancellationToken);
        var now = frame.Now();
        var data = request.Data is { ValueKind: JsonValueKind.Object } given ? given : (JsonElement?)null;
        await consults.RefuseWhileUnsignedAsync(item, file, cancellationToken);
        item.Complete(who, new WorkItemAnswer(request.Outcome!, request.Opinion?.Trim(), data?.GetRawText()), now);
        AnswerData.Check(item, data);
        db.Audit.Add(file.Audit(new(who.UserName, item.Body, "completed", item.ActivityId, Detail(item)), now));
        await answered.FollowAsync(item, file, data, Actor.Of(who, item.Body), now, cancellationToken);
        return await frame.CommitAsync(file, now, cancellationToken);
    }

    private static string Detail(WorkItem item) =>
        JsonSerializer.Serialize(new { title = item.TitleZh, titleEn = item.TitleEn, outcome = item.Outcome, opinion = item.Opinion, body = item.Body }, CaseJson.Detail);
}
