using OneWindow.Api.Catalogue;
using OneWindow.Domain.Cases;

namespace OneWindow.Api.Features.Cases;

/// <summary>The one notice of gaps (一次性告知书), ready to print.</summary>
internal sealed record GapNoticeView(DateTimeOffset At, IReadOnlyList<GapView> Missing, string Text, string TextEn)
{
    /// <summary>The notice of a case; null where none was given.</summary>
    public static GapNoticeView? Of(CaseFile file, CatalogueSnapshot catalogue)
    {
        if (file.Notice is not { } notice) return null;
        var materials = catalogue.Service(file.ServiceKey, file.ServiceVersion)?.Definition.Materials ?? [];
        var gaps = notice.Keys.Select(key => materials.FirstOrDefault(m => m.Key == key) is { } m ? new GapView(key, m.Name, m.NameEn ?? m.Name, m.Needs, m.NeedsEn) : new GapView(key, key, key, null, null)).ToList();
        return new GapNoticeView(catalogue.Calendar.Local(notice.At), gaps,
            $"您的申请还缺以下材料，请一次补齐：{string.Join("、", gaps.Select(g => g.Name))}。",
            $"Your application still lacks the following; please bring all of it at once: {string.Join(", ", gaps.Select(g => g.NameEn))}.");
    }
}

/// <summary>One missing paper.</summary>
/// <param name="Needs">What it must be like; null for nothing to say.</param>
internal sealed record GapView(string Key, string Name, string NameEn, string? Needs, string? NeedsEn);
