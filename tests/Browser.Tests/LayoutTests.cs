using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.Playwright;
using OneWindow.Api.Pages;
using OneWindow.Browser.Tests.Hosting;
using OneWindow.Browser.Tests.Pages;

namespace OneWindow.Browser.Tests;

/// <summary>Every page on a phone and on a desk: nothing sticks out, nothing is loaded from elsewhere, nothing bars anybody.</summary>
public sealed class LayoutTests(TourSite site)
{
    [Theory]
    [InlineData(360)]
    [InlineData(1440)]
    public Task Every_page_fits_its_screen_and_can_be_read_by_everybody(int width) => Tour.WalkAsync(site, width, english: false, async (look, entry, page) =>
    {
        await look.AtWidthAsync(entry.Name);
        await look.WithAxeAsync(entry.Name);
        await look.PictureAsync($"{entry.Name}-{width}");
        if (!entry.Printed || !Look.TakesPictures) return;
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await look.PictureAsync($"{entry.Name}-print-{width}");
        await page.EmulateMediaAsync(new() { Media = Media.Screen });
    });

    [Fact]
    public void No_page_is_missing_in_the_table()
    {
        var routes = typeof(App).Assembly.GetTypes().SelectMany(t => t.GetCustomAttributes<RouteAttribute>()).Select(r => r.Template).ToList();
        Assert.True(routes.Count > 15);
        Assert.Empty(routes.Except(SitePages.All.Select(p => p.Route), StringComparer.Ordinal).Except(SitePages.Redirects, StringComparer.Ordinal));
        Assert.Empty(SitePages.All.GroupBy(p => p.Name, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key));
    }
}
