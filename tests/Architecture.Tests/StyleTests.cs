using System.Text.RegularExpressions;

namespace OneWindow.Architecture.Tests;

/// <summary>Style sheets are sent to everybody who comes: they hold nothing that no page uses.</summary>
public sealed partial class StyleTests
{
    /// <summary>A step is drawn with the name of its state.</summary>
    private const string Looks = "src/Api/Features/Pictures/CasePicture.cs";

    [Fact]
    public void Every_class_of_a_style_sheet_is_named_by_a_page_or_a_script()
    {
        var pages = Repository.Files("src/Api/Pages", ".razor", ".cs").Concat(Repository.Files("src/Api/wwwroot", ".js"));
        var lines = pages.SelectMany(Repository.Lines).Where(line => line.Contains('"', StringComparison.Ordinal)).Concat(Repository.Lines(Looks));
        var named = lines.SelectMany(line => Word().Matches(line).Select(m => m.Value)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var styled = Repository.Files("src/Api/wwwroot", ".css").SelectMany(path => Selectors().Matches(Comment().Replace(Repository.Read(path), "")))
            .SelectMany(selector => Class().Matches(selector.Value).Select(m => m.Groups["name"].Value)).Distinct(StringComparer.Ordinal).ToList();

        Assert.True(styled.Count > 80);
        Assert.Empty(styled.Where(name => !named.Contains(name)).Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline, 1000)]
    private static partial Regex Comment();

    [GeneratedRegex(@"[^{}]+(?=\{)", RegexOptions.None, 1000)]
    private static partial Regex Selectors();

    [GeneratedRegex(@"\.(?<name>[a-zA-Z][\w-]*)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Class();

    [GeneratedRegex(@"[\w-]+", RegexOptions.None, 1000)]
    private static partial Regex Word();
}
