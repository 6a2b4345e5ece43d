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

    public static RefusedException MaterialUnknown(string key) =>
        new(RefusalKind.Invalid, "material-unknown", $"办件没有材料“{key}”。",
            new Dictionary<string, string[]> { ["materials"] = [$"没有材料“{key}”。"] });

    public static RefusedException PauseUnknown(string bookmarkId) =>
        new(RefusalKind.Conflict, "pause-unknown", $"没有进行中的暂停 {bookmarkId}。");

    public static RefusedException ReasonRequired() =>
        new(RefusalKind.Invalid, "reason-required", "请写明理由。",
            new Dictionary<string, string[]> { ["reason"] = ["请写明理由。"] });

    /// <summary>Tracking answers alike for an unknown number and for a wrong tail.</summary>
    public static RefusedException TrackNotFound() =>
        new(RefusalKind.NotFound, "track-not-found", "办件编号或手机尾号不对。");
}
