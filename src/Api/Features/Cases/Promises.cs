using OneWindow.Domain.Calendars;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Catalogue;
using OneWindow.Domain.Errors;

namespace OneWindow.Api.Features.Cases;

/// <summary>The days until which papers are promised (容缺受理).</summary>
internal static class Promises
{
    /// <summary>
    /// Gives every promise without a day the last day of the case's limit, and checks the days that were given. A case must
    /// not outlast its limit because of a paper that was meant to come later.
    /// </summary>
    /// <param name="service">Says which papers may be promised; null where its version is not known any more.</param>
    /// <param name="lastDay">Last day of the case's limit; a year from now where there is none.</param>
    /// <exception cref="RefusedException"><c>promise-not-allowed</c> for a main paper, <c>promise-too-late</c> or <c>promise-past</c>, with the fields of the papers meant.</exception>
    public static IReadOnlyList<CaseMaterial> Dated(IReadOnlyList<CaseMaterial> papers, ServiceDefinition? service, DateOnly today, DateOnly? lastDay)
    {
        if (Wrong(papers, m => service?.Materials.FirstOrDefault(k => k.Key == m.Key)?.MayBePromised is false, "主要材料不能容缺。(A main paper cannot be promised for later.)", "state") is { } main)
            throw new RefusedException(RefusalKind.Invalid, "promise-not-allowed", "主要材料不能容缺，只有次要材料可以承诺补交。(A main paper cannot be promised for later; only a minor one can.)", main);
        var latest = lastDay ?? today.AddYears(1);
        if (Wrong(papers, m => m.PromisedUntil > latest, $"补交日期不能晚于 {latest:yyyy-MM-dd}。(A paper cannot be promised for later than {latest:yyyy-MM-dd}.)") is { } late)
            throw new RefusedException(RefusalKind.Invalid, "promise-too-late", "补交日期不能晚于办结期限。(A paper cannot be promised for later than the case is due.)", late);
        if (Wrong(papers, m => m.PromisedUntil < today, "补交日期已过。(The day promised has passed.)") is { } past)
            throw new RefusedException(RefusalKind.Invalid, "promise-past", "补交日期已过。(The day promised has passed.)", past);
        return [.. papers.Select(m => m.State is not MaterialState.Promised ? m with { PromisedUntil = null } : m with { PromisedUntil = m.PromisedUntil ?? lastDay })];
    }

    /// <summary>The last day of a limit that begins now.</summary>
    public static DateOnly? LastDay(WorkCalendar calendar, Limit? limit, DateTimeOffset now) =>
        limit is { } counted ? calendar.LastDay(DeadlineCalculator.DueAt(calendar, counted, now, [], now)) : null;

    /// <summary>The message for the field of each paper that is wrong; null where none is.</summary>
    private static Dictionary<string, string[]>? Wrong(IReadOnlyList<CaseMaterial> papers, Func<CaseMaterial, bool> isWrong, string message, string part = "promisedUntil")
    {
        var wrong = papers.Where(m => m.State is MaterialState.Promised && isWrong(m)).ToList();
        return wrong.Count == 0 ? null : wrong.Select(m => m.Key).Distinct(StringComparer.Ordinal).ToDictionary(k => $"materials.{k}.{part}", _ => new[] { message }, StringComparer.Ordinal);
    }
}
