using Microsoft.Playwright;
using OneWindow.Browser.Tests.Hosting;

namespace OneWindow.Browser.Tests.Pages;

/// <summary>Goes through all pages of the table, with one window for each person, all at once.</summary>
internal static class Tour
{
    /// <param name="lookAsync">What is looked at on each page; complaints are told together at the end.</param>
    public static async Task WalkAsync(SiteFixture site, int width, bool english, Func<Look, SitePage, IPage, Task> lookAsync)
    {
        var world = await site.WorldAsync();
        var complaints = await Task.WhenAll(SitePages.All.GroupBy(p => p.Who, StringComparer.Ordinal).Select(async person =>
        {
            var page = await site.OpenAsync(width: width, userName: person.Key, english: english);
            var look = new Look(page, site.Url).Listen();
            foreach (var entry in person)
            {
                await entry.OpenAsync(page, world);
                await lookAsync(look, entry, page);
            }

            await page.Context.CloseAsync();
            return look.Complaints;
        }));
        Assert.True(complaints.All(c => c.Count == 0), string.Join('\n', complaints.SelectMany(c => c)));
    }
}
