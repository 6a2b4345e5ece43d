using OneWindow.Domain.Errors;

namespace OneWindow.Domain.Cases;

/// <summary>Every expected "no" to residents who apply or withdraw from home. Codes are contract.</summary>
public static class OnlineErrors
{
    /// <summary>The service is asked for at a window alone.</summary>
    public static RefusedException NotOffered() => new(RefusalKind.NotFound, "online-not-offered", "这个事项不在网上受理，请到就近的窗口办理。");

    /// <summary>One answer for a wrong code, a wrong tail and a time that is over.</summary>
    public static RefusedException SavedNotFound() => new(RefusalKind.NotFound, "application-not-found", "取回码或手机尾号不对，或者保存的内容已过期。");

    /// <summary>An application that is sent is changed by its window alone.</summary>
    public static RefusedException SentAlready() => new(RefusalKind.Conflict, "application-sent", "这份申请已经提交过。要改内容，请联系受理窗口。");

    /// <param name="most">How many a person may make in a day.</param>
    public static RefusedException TooMany(int most) =>
        new(RefusalKind.TooMany, "too-many-applications", $"同一个人一天最多在网上提交 {most} 件申请，请明天再来或到窗口办理。");

    /// <summary>Some cases are taken back at the window, where somebody talks with the applicant first.</summary>
    public static RefusedException WithdrawAtWindow() => new(RefusalKind.Conflict, "withdraw-at-window", "这份申请不能在网上撤回，请联系受理窗口。");
}
