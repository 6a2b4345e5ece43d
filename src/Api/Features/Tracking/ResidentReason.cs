using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Cases;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Features.Tracking;

/// <summary>Why a case is where it is, for its resident: bodies, days and what they wait for, without the names of steps, posts and rules.</summary>
internal sealed record ResidentReason(string Chinese, string English)
{
    /// <param name="open">What is open, the most urgent first; visits are not among it.</param>
    public static ResidentReason Of(IReadOnlyList<TrackedTask> open, CatalogueSnapshot catalogue, bool isPaused)
    {
        var parts = open.Select(item => Part(item, catalogue)).ToList();
        var (zh, en) = (string.Join("；同时，", parts.Select(p => p.Chinese)), string.Join("; meanwhile ", parts.Select(p => p.English)));
        return new($"{zh}{(isPaused ? "；这段时间不计入办理时限" : "")}。", $"{Capital(en)}{(isPaused ? "; this time does not count towards the limit" : "")}.");
    }

    private static ResidentReason Part(TrackedTask item, CatalogueSnapshot catalogue)
    {
        var since = catalogue.Calendar.Local(item.OpenedAt);
        var (body, bodyEn, due) = (catalogue.BodyName(item.Body), catalogue.BodyNameEn(item.Body), catalogue.Calendar.LastDay(item.DueAt));
        var (by, byEn) = due is { } day ? ($"，最迟到 {day:yyyy-MM-dd}{DueDates.Provisional(item.AwaitedYear).Zh}", $", by {day:yyyy-MM-dd} at the latest{DueDates.Provisional(item.AwaitedYear).En}") : ("", "");
        return item.Kind switch
        {
            WorkItemKind.Materials => new($"自 {since:yyyy-MM-dd} 起等您把材料补交到{body}{by}", $"since {since:yyyy-MM-dd} you are awaited with your papers at {bodyEn}{byEn}"),
            WorkItemKind.Notice => new($"自 {since:yyyy-MM-dd} 起由{body}公示{by}", $"since {since:yyyy-MM-dd} it is under public notice at {bodyEn}{byEn}"),
            WorkItemKind.Parts => new($"自 {since:yyyy-MM-dd} 起各个事项正在分别办理，由{body}负责联系", $"since {since:yyyy-MM-dd} each of your services has been handled by itself; {bodyEn} keeps contact"),
            WorkItemKind.Incident => new($"自 {since:yyyy-MM-dd} 起由{body}协调处理", $"since {since:yyyy-MM-dd} {bodyEn} has been sorting it out"),
            _ => new($"自 {since:yyyy-MM-dd} 起由{body}办理{by}", $"since {since:yyyy-MM-dd} it has been with {bodyEn}{byEn}"),
        };
    }

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
