using System.Text.RegularExpressions;
using OneWindow.Browser.Tests.Hosting;
using OneWindow.Browser.Tests.Pages;
using static Microsoft.Playwright.Assertions;

namespace OneWindow.Browser.Tests;

/// <summary>The second language is whole: no page falls back into the first, and switching leads nobody away.</summary>
public sealed partial class LanguageTests(TourSite site)
{
    /// <summary>Chinese in every language: names of people, what people wrote, and the product's own name.</summary>
    private static readonly string[] Names = [World.Name, World.Words, "一门通办", "情况属实。", "县人民医院", .. Sources()];

    [Fact]
    public async Task Every_page_is_whole_in_English_and_fits_a_phone()
    {
        string[] names = [.. Names, .. (await site.WorldAsync()).Staff];
        await Tour.WalkAsync(site, 360, english: true, async (look, entry, page) =>
        {
            await look.AtWidthAsync($"{entry.Name} in English");
            await look.InEnglishAsync(entry.Name, names);
            await look.PictureAsync($"{entry.Name}-en-360");
            if (!Look.TakesPictures) return;
            await page.SetViewportSizeAsync(1440, 900);
            await look.PictureAsync($"{entry.Name}-en-1440");
            await page.SetViewportSizeAsync(360, 800);
        });
    }

    /// <summary>Laws and rules have Chinese names only.</summary>
    private static IEnumerable<string> Sources() =>
        Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "workflows-json"), "*.json", SearchOption.AllDirectories)
            .SelectMany(file => Source().Matches(File.ReadAllText(file)).Select(m => m.Groups["name"].Value)).Distinct(StringComparer.Ordinal);

    [GeneratedRegex("""source"[^\u4e00-\u9fff《]{0,120}"(?<name>[^"]*[\u4e00-\u9fff][^"]*)""", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Source();

    [Fact]
    public async Task Switching_keeps_the_place_and_what_a_form_showed()
    {
        var clerk = await site.OpenAsync(userName: Desk.Clerk);
        await clerk.GotoAsync("/cases?status=Paused");
        await clerk.Locator(".tools [lang=en]").ClickAsync();
        await Expect(clerk).ToHaveURLAsync($"{site.Url}/cases?status=Paused");
        await Expect(clerk.Locator("html")).ToHaveAttributeAsync("lang", "en");

        var resident = await site.OpenAsync(width: 360);
        await resident.GotoAsync($"/track/{(await site.WorldAsync()).Waiting}");
        await resident.Locator("[name=tail]").FillAsync(Desk.PhoneTail);
        await resident.Locator("main form button").ClickAsync();
        await resident.Locator(".tools [lang=en]").ClickAsync();
        await Expect(resident.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await Expect(resident.Locator(".progress")).ToBeVisibleAsync();
        Assert.DoesNotContain(Desk.PhoneTail, resident.Url, StringComparison.Ordinal);
    }
}
