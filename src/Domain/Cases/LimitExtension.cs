using OneWindow.Domain.Calendars;
using OneWindow.Domain.Errors;

namespace OneWindow.Domain.Cases;

/// <summary>That a limit may be prolonged once, and by how much at most.</summary>
/// <param name="By">In the unit of the limit.</param>
/// <param name="Source">The rule that allows it, for people.</param>
public sealed record ExtensionRule(Limit By, string? Source);

/// <summary>A limit that was prolonged (《行政许可法》第四十二条: once, by the head, with the reasons told).</summary>
/// <param name="Source">The rule that allows it, for people.</param>
/// <param name="UserName">Who decided it.</param>
public sealed record LimitExtension(Limit By, string Reason, string? Source, string UserName, DateTimeOffset At)
{
    /// <summary>The limit as it stands: what the rule states and what was added. Null where there is none.</summary>
    public static Limit? Total(string? limitText, LimitExtension? extension)
    {
        if (limitText is null) return null;
        var limit = Limit.Parse(limitText);
        return extension is null ? limit : limit with { Count = limit.Count + extension.By.Count };
    }

    /// <summary>Refuses what the rule does not allow.</summary>
    /// <param name="limit">The limit to be prolonged; null where there is none.</param>
    /// <param name="before">An earlier extension; null where there was none.</param>
    /// <param name="dueAt">The first late instant; null while the clock stands still.</param>
    /// <exception cref="RefusedException">
    /// <c>extension-not-allowed</c>, <c>extension-twice</c>, <c>extension-too-long</c>, or <c>extension-too-late</c> where
    /// the limit has passed: a missed limit is not mended afterwards.
    /// </exception>
    public void Check(ExtensionRule? rule, Limit? limit, LimitExtension? before, DateTimeOffset? dueAt)
    {
        if (rule is null || limit is null) throw new RefusedException(RefusalKind.Conflict, "extension-not-allowed", "这个时限不允许延长。(This limit may not be extended.)");
        if (before is not null) throw new RefusedException(RefusalKind.Conflict, "extension-twice", "这个时限已经延长过一次。(This limit has been extended once already.)");
        if (By.Unit != limit.Value.Unit || By.Count < 1 || By.Count > rule.By.Count)
        {
            var message = $"最多延长{rule.By.ToChinese()}。(At most {rule.By.ToEnglish()}.)";
            throw new RefusedException(RefusalKind.Invalid, "extension-too-long", message, new Dictionary<string, string[]> { ["limit"] = [message] });
        }

        if (dueAt <= At) throw new RefusedException(RefusalKind.Conflict, "extension-too-late", "时限已过，不能再延长。(The limit has passed.)");
    }
}
