using OneWindow.Domain.Errors;

namespace OneWindow.Domain.Objections;

/// <summary>Every expected "no" about objecting to a result and about opening a case again. Codes are contract.</summary>
public static class ObjectionErrors
{
    /// <summary>The service takes no objections to this result.</summary>
    public static RefusedException NotOffered() => new(RefusalKind.Conflict, "objection-not-offered", "对这个结果不能在这里提出异议。");

    public static RefusedException TooLate(DateOnly? last) => new(RefusalKind.Conflict, "objection-too-late", $"提出异议的期限（{last:yyyy-MM-dd}）已过。");

    /// <summary>There is one already; a case's closing has one.</summary>
    public static RefusedException Filed() => new(RefusalKind.Conflict, "objection-filed", "已经提出过异议。");

    /// <summary>Nobody decides on an objection to their own work.</summary>
    public static RefusedException OwnWork() => new(RefusalKind.Forbidden, "objection-own-work", "您经办过这个办件，不能处理对它的异议。");

    /// <summary>The service does not let cases with this result be opened again.</summary>
    public static RefusedException ReopenNotOffered() => new(RefusalKind.Conflict, "reopen-not-offered", "这个事项的这种结果不能重新办理。");

    public static RefusedException ReopenTooLate(DateOnly? last) => new(RefusalKind.Conflict, "reopen-too-late", $"可以重新办理的期限（{last:yyyy-MM-dd}）已过。");
}
