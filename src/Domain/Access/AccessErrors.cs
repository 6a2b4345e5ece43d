using OneWindow.Domain.Errors;

namespace OneWindow.Domain.Access;

public static class AccessErrors
{
    public static RefusedException Unauthenticated() =>
        new(RefusalKind.Unauthenticated, "unauthenticated", "请先登录。");

    /// <summary>The same for an unknown name and a wrong password.</summary>
    public static RefusedException WrongCredentials() =>
        new(RefusalKind.Unauthenticated, "credentials-wrong", "用户名或密码不对。");

    public static RefusedException TooManyAttempts() =>
        new(RefusalKind.TooMany, "too-many-attempts", "尝试次数过多，请一分钟后再试。");

    /// <summary>How long nobody gets in to a case for which too many wrong digits came.</summary>
    public static readonly TimeSpan TrackClosedFor = TimeSpan.FromMinutes(15);

    /// <summary>Too many wrong digits for one case.</summary>
    public static RefusedException TrackClosed() =>
        new(RefusalKind.TooMany, "track-closed", "这个办件输错的次数过多，请十五分钟后再试，或到窗口查询。");

    /// <summary>More open pages are told of changes than the node or one person may have; the page works without.</summary>
    public static RefusedException TooManyStreams() =>
        new(RefusalKind.TooMany, "too-many-streams", "同时打开的页面过多，本页不再自动更新。");

    public static RefusedException Forbidden() => new(RefusalKind.Forbidden, "forbidden", "您没有这项权限。");

    public static RefusedException UserUnknown(string field, string userName) => new(RefusalKind.Invalid, "user-unknown", "没有这个用户。",
        new Dictionary<string, string[]>(StringComparer.Ordinal) { [field] = [$"没有用户“{userName}”。(There is no such user.)"] });

    public static RefusedException DeputyUnfit(string userName) => new(RefusalKind.Invalid, "deputy-unfit", "代理人须与本人有相同岗位。",
        new Dictionary<string, string[]>(StringComparer.Ordinal) { ["deputy"] = [$"“{userName}”与本人没有相同岗位。(They share no post.)"] });

    public static RefusedException AbsenceOverlaps() => new(RefusalKind.Conflict, "absence-overlaps", "这段时间已经登记过离岗。");

    public static RefusedException AbsenceNotFound() => new(RefusalKind.NotFound, "absence-not-found", "没有这条离岗记录。");

    public static RefusedException NotFound() => new(RefusalKind.NotFound, "not-found", "没有这个内容。");
}
