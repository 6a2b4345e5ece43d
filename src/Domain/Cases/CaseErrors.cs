using OneWindow.Domain.Errors;

namespace OneWindow.Domain.Cases;

/// <summary>Every expected "no" about a case. Codes are contract.</summary>
public static class CaseErrors
{
    /// <summary>Also the answer where the case exists but the caller may not know of it.</summary>
    public static RefusedException NotFound() => new(RefusalKind.NotFound, "case-not-found", "没有这个办件。");

    /// <summary>Addresses are kept in logs and histories; what a person is known by is searched for with a body.</summary>
    public static RefusedException SearchInAddress() => new(
        RefusalKind.Invalid, "search-in-address", "身份证号、手机号不得写入地址，请用 POST /api/cases/search 查找。",
        new Dictionary<string, string[]> { ["q"] = ["请用 POST /api/cases/search 查找。(Use POST /api/cases/search.)"] });

    public static RefusedException LetterNotFound() => new(RefusalKind.NotFound, "letter-not-found", "没有这份文书。");

    public static RefusedException Closed(string number) =>
        new(RefusalKind.Conflict, "case-closed", $"办件 {number} 已办结。");

    public static RefusedException NotClosed(string number) =>
        new(RefusalKind.Conflict, "case-not-closed", $"办件 {number} 尚未办结。");

    public static RefusedException StaleVersion() =>
        new(RefusalKind.Conflict, "stale-version", "内容已被他人更新，请刷新后再试。");

    /// <summary>The answers ask for none of the services of a matter.</summary>
    public static RefusedException MatterEmpty() =>
        new(RefusalKind.Invalid, "matter-empty", "按所填内容，没有要办的事项。");

    public static RefusedException MaterialUnknown(string key) =>
        new(RefusalKind.Invalid, "material-unknown", $"办件没有材料“{key}”。",
            new Dictionary<string, string[]> { ["materials"] = [$"没有材料“{key}”。"] });

    public static RefusedException AlreadyRecused() =>
        new(RefusalKind.Conflict, "already-recused", "此人已经回避本办件。");
    public static RefusedException AgentUnknown() =>
        new(RefusalKind.Conflict, "agent-unknown", "办件没有代办人。", new Dictionary<string, string[]> { ["by"] = ["办件没有代办人。(Nobody files for the applicant.)"] });

    public static RefusedException MandateExpired(DateOnly until) => new(
        RefusalKind.Forbidden, "mandate-expired", $"代办人的委托已于 {until:yyyy-MM-dd} 到期。",
        new Dictionary<string, string[]> { ["by"] = [$"代办人的委托已于 {until:yyyy-MM-dd} 到期。(The agent's mandate ended on {until:yyyy-MM-dd}.)"] });

    /// <param name="key">The consent that is missing, which the case page asks for.</param>
    public static RefusedException ConsentNeeded(string key, string name, string nameEn) => new(
        RefusalKind.Forbidden, "consent-needed", $"须先征得申请人同意：{name}。",
        new Dictionary<string, string[]> { [$"consents.{key}"] = [$"须先征得申请人同意：{name}。(The applicant has to agree first: {nameEn}.)"] });

    public static RefusedException ConsentUnknown(string key) => new(
        RefusalKind.Invalid, "consent-unknown", $"事项没有“{key}”这项同意。", new Dictionary<string, string[]> { ["key"] = [$"没有“{key}”这项同意。"] });

    /// <param name="open">A line for each case that there is, in both languages.</param>
    public static RefusedException Duplicate(IReadOnlyList<string> open) => new(
        RefusalKind.Conflict, "duplicate-case", "该申请人同一事项已有办件；确需另行登记的，请写明理由。",
        new Dictionary<string, string[]> { ["confirmDuplicate.reason"] = [.. open] });

    public static RefusedException PauseUnknown(string bookmarkId) =>
        new(RefusalKind.Conflict, "pause-unknown", $"没有进行中的暂停 {bookmarkId}。");

    public static RefusedException ReasonRequired() =>
        new(RefusalKind.Invalid, "reason-required", "请写明理由。",
            new Dictionary<string, string[]> { ["reason"] = ["请写明理由。"] });

    /// <summary>Tracking answers alike for an unknown number and for a wrong tail.</summary>
    public static RefusedException TrackNotFound() =>
        new(RefusalKind.NotFound, "track-not-found", "办件编号或手机尾号不对。");
}
