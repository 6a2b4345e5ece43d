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

    public static RefusedException BodyUnknown(string? body, string field = "to") =>
        Field("body-unknown", field, $"没有代码为“{body}”的单位，或该单位没有相应岗位。");

    public static RefusedException SameBody(string field = "to") => Field("body-same", field, "任务已在该单位。");

    public static RefusedException AssignmentOpen() =>
        new(RefusalKind.Conflict, "assignment-open", "这项任务还没有确定由哪个单位办理，请先指定。");

    public static RefusedException SelfApproval() =>
        new(RefusalKind.Forbidden, "self-approval", "您登记了本办件或办理过前面的环节，不能由您审批。");

    public static RefusedException Recused() => new(RefusalKind.Forbidden, "recused", "此人已回避本办件，不能办理。");

    public static RefusedException NotOursNotHere() =>
        new(RefusalKind.Conflict, "not-ours-not-here", "这类任务不能以“不归我办”退出。");

    /// <summary>The joint office has decided, and its word holds.</summary>
    public static RefusedException BounceFinal() =>
        new(RefusalKind.Conflict, "bounce-final", "联席会议办公室已经指定由本单位办理，不能再退出。");

    public static RefusedException BodyBounced(string field, string body) =>
        Field("body-bounced", field, $"“{body}”已经说明不归其办理，请选择其他单位。");

    public static RefusedException ConsultNotHere() =>
        new(RefusalKind.Conflict, "consult-not-here", "只有办理环节可以征求意见，只有未答复的征求可以收回。");

    public static RefusedException AlreadyAsked(string to) => Field("already-asked", "to", $"“{to}”已经收到同样的征求，尚未答复。");

    public static RefusedException CountersignOpen() =>
        new(RefusalKind.Conflict, "countersign-open", "会签尚未全部答复，请等待答复或收回会签。");

    public static RefusedException ChasedToday() =>
        new(RefusalKind.Conflict, "chased-today", "您在本工作日已经催办过这项任务。");

    public static RefusedException ChaseNotYours() =>
        new(RefusalKind.Forbidden, "chase-not-yours", "由登记窗口或联席会议办公室催办。");

    /// <summary>Everybody above has been told already.</summary>
    public static RefusedException EscalatedAlready() =>
        new(RefusalKind.Conflict, "escalated-already", "上级单位都已收到督办。(Every body above has been told.)");

    private static RefusedException Field(string code, string field, string message) =>
        new(RefusalKind.Invalid, code, message, new Dictionary<string, string[]> { [field] = [message] });
}
