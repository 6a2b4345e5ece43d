using OneWindow.Domain.Errors;

namespace OneWindow.Domain.WorkItems;

/// <summary>Every expected "no" about a task. Codes are contract.</summary>
public static class WorkItemErrors
{
    /// <summary>Also the answer where the task exists but the caller may not know of it.</summary>
    public static RefusedException NotFound() => new(RefusalKind.NotFound, "task-not-found", "没有这项任务。");

    public static RefusedException AlreadyDecided() =>
        new(RefusalKind.Conflict, "task-already-decided", "这项任务已经办结。");

    public static RefusedException NotYours() =>
        new(RefusalKind.Forbidden, "task-not-yours", "这项任务不属于您的岗位。");

    public static RefusedException ClaimedByOther() =>
        new(RefusalKind.Forbidden, "task-claimed-by-other", "这项任务已由他人领取。");

    public static RefusedException NotClaimed() =>
        new(RefusalKind.Conflict, "task-not-claimed", "这项任务尚未领取。");

    /// <summary>The answer is time's to give.</summary>
    public static RefusedException LimitRunning() =>
        new(RefusalKind.Conflict, "limit-running", "期限未满，到期后系统自动处理。(The limit is still running; at its end this answer is given by itself.)");

    public static RefusedException OutcomeUnknown(string? outcome) =>
        Field("outcome-unknown", "outcome", $"没有“{outcome}”这个办理结果。");

    public static RefusedException OpinionRequired() => Field("opinion-required", "opinion", "请填写意见或理由。");

    public static RefusedException BodyUnknown(string? body) =>
        Field("body-unknown", "to", $"没有代码为“{body}”的单位，或该单位没有相应岗位。");

    public static RefusedException SameBody() => Field("body-same", "to", "任务已在该单位。");

    private static RefusedException Field(string code, string field, string message) =>
        new(RefusalKind.Invalid, code, message, new Dictionary<string, string[]> { [field] = [message] });
}
