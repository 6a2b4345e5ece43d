using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using OneWindow.Api.Pages;
using OneWindow.Api.Pages.Shared;

namespace OneWindow.Api.Tests.Pages;

/// <summary>Pages say nothing that a reader of the other language could not read, and nothing to whom it does not concern.</summary>
public sealed partial class PageTextTests
{
    private static readonly string[] Public = ["App", "ApplyPage", "ApplyServicesPage", "ApplyStartPage", "ContinuePage", "HomePage", "SignInPage", "TrackPage"];

    [Fact]
    public void Both_languages_have_the_same_texts()
    {
        var (chinese, english) = (TextTable.For("zh"), TextTable.For("en"));

        Assert.True(chinese.Keys.Count > 100);
        Assert.Equal(chinese.Keys.Order(StringComparer.Ordinal), english.Keys.Order(StringComparer.Ordinal));
        Assert.All(chinese.Keys, key => Assert.NotEmpty(chinese[key]));
        Assert.DoesNotContain(english.Keys, key => Chinese().IsMatch(english[key]));
        Assert.All(chinese.Keys, key => Assert.Equal(Holes(chinese[key]), Holes(english[key])));
    }

    [Fact]
    public void Every_text_that_a_page_asks_for_is_there()
    {
        var keys = TextTable.For("zh").Keys;
        var asked = Sources().SelectMany(s => AskedKey().Matches(s.Text).Select(m => m.Groups["key"].Value)).Distinct().ToList();

        Assert.True(asked.Count > 100);
        Assert.Empty(asked.Except(keys, StringComparer.Ordinal));
    }

    [Fact]
    public void No_page_holds_Chinese_of_its_own()
    {
        // The product's name stands in both languages on every page; a colon or bracket is no word.
        var found = Sources().Where(s => Chinese().IsMatch(s.Text.Replace("一门通办", "", StringComparison.Ordinal)
            .Replace("中文", "", StringComparison.Ordinal).Replace("容缺受理", "", StringComparison.Ordinal)));

        Assert.Empty(found.Select(s => s.Name));
    }

    [Fact]
    public void A_page_is_for_staff_unless_it_is_meant_for_everybody()
    {
        var pages = typeof(App).Assembly.GetTypes().Where(t => t.GetCustomAttributes<RouteAttribute>().Any()).ToList();
        var open = pages.Where(p => p.GetCustomAttribute<AuthorizeAttribute>() is null).Select(p => p.Name).ToList();

        Assert.True(pages.Count > 8);
        Assert.Empty(open.Except(Public, StringComparer.Ordinal));
    }

    private static List<(string Name, string Text)> Sources()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "OneWindow.sln"))) folder = folder.Parent!;
        var files = Directory.GetFiles(Path.Combine(folder.FullName, "src", "Api", "Pages"), "*.razor", SearchOption.AllDirectories);
        Assert.True(files.Length > 20);
        return [.. files.Select(f => (Path.GetFileName(f), File.ReadAllText(f)))];
    }

    private static IEnumerable<string> Holes(string text) => Hole().Matches(text).Select(m => m.Value).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\bT\[""(?<key>[^""{]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AskedKey();

    [GeneratedRegex(@"\{[0-9]\}", RegexOptions.None, 1000)]
    private static partial Regex Hole();

    [GeneratedRegex(@"[\u4e00-\u9fff]", RegexOptions.None, 1000)]
    private static partial Regex Chinese();
}
