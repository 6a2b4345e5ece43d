using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OneWindow.Browser.Tests.Hosting;
using OneWindow.Browser.Tests.Pages;
using static Microsoft.Playwright.Assertions;

namespace OneWindow.Browser.Tests;

/// <summary>What is handed over on paper is one sheet of A4 with nothing of the screen on it.</summary>
public sealed partial class PaperTests(SiteFixture site)
{
    [Fact]
    public async Task Receipt_notice_and_letter_print_on_one_sheet_without_the_screen()
    {
        var world = await site.WorldAsync();
        var page = await site.OpenAsync(userName: Desk.Clerk);
        var printed = SitePages.All.Where(p => p.Printed).ToList();
        Assert.True(printed.Count > 2);
        foreach (var entry in printed)
        {
            await page.EmulateMediaAsync(new() { Media = Media.Screen });
            await entry.OpenAsync(page, world);
            await page.EmulateMediaAsync(new() { Media = Media.Print });
            foreach (var part in new[] { "header.site", "footer.site", ".demo", "[data-print]", ".actions" })
                Assert.All(await page.Locator(part).AllAsync(), p => Assert.False(p.IsVisibleAsync().GetAwaiter().GetResult(), $"{entry.Name}: {part} is printed."));
            await Expect(page.Locator(".sheet").First).ToBeVisibleAsync();
            var paper = Encoding.Latin1.GetString(await page.PdfAsync(new() { Format = "A4", PreferCSSPageSize = true }));
            Assert.True(Sheet().Count(paper) == 1, $"{entry.Name} takes {Sheet().Count(paper)} sheets.");
        }
    }

    [GeneratedRegex(@"/Type\s*/Page\b(?!s)", RegexOptions.None, 1000)]
    private static partial Regex Sheet();
}
