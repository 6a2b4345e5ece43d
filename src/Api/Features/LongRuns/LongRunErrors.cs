using OneWindow.Domain.Errors;

namespace OneWindow.Api.Features.LongRuns;

/// <summary>Every expected "no" about long work. Codes are contract.</summary>
internal static class LongRunErrors
{
    /// <summary>Also the answer where it is somebody else's.</summary>
    public static RefusedException NotFound() => new(RefusalKind.NotFound, "run-not-found", "没有这项后台工作。(There is no such work.)");

    public static RefusedException Over() => new(RefusalKind.Conflict, "run-over", "这项后台工作已经结束。(The work is over.)");

    /// <summary>The product does it by itself, and half of it would be wrong.</summary>
    public static RefusedException Needed() =>
        new(RefusalKind.Conflict, "run-needed", "这项工作是系统必须做完的，不能停止。(This work has to be done and cannot be stopped.)");

    /// <summary>It is not done yet, has none, is not kept any longer, or shows what the caller may no longer see.</summary>
    public static RefusedException NoResult() => new(RefusalKind.NotFound, "run-without-result", "没有可下载的结果，或者已过保存期。(There is no result, or it is not kept any longer.)");

    public static RefusedException TooMany(int most) =>
        new(RefusalKind.Conflict, "runs-too-many", $"您已有 {most} 项后台工作没有结束，请等其中一项结束。(You have {most} unfinished ones; wait for one of them.)");
}
