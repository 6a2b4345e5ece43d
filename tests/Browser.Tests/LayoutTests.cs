using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.Playwright;
using OneWindow.Api.Pages;
using OneWindow.Browser.Tests.Hosting;
using OneWindow.Browser.Tests.Pages;

namespace OneWindow.Browser.Tests;

/// <summary>Every page on a phone and on a desk: nothing sticks out, nothing is loaded from elsewhere, nothing bars anybody.</summary>
public sealed class LayoutTests(SiteFixture site)
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
        var page = await site.OpenAsync(width: width);
        var complaints = Watch(page);
        await page.GotoAsync("/sign-in");
        await LookAsync(page, complaints, "sign-in", width);
        await page.SignInAsync(Desk.Clerk);
        await LookAsync(page, complaints, "register", width);
        await ErrorsAsync(page, complaints, width);
        var number = await page.RegisterAsync("索南卓玛", complete: false);
        await LookAsync(page, complaints, "receipt", width);
        await page.OpenTaskAsync(number);
        await LookAsync(page, complaints, "task", width);
        await DecideGapsAsync(page, complaints, width);
        foreach (var (path, name) in new[] { ("/tasks", "tasks"), ("/cases", "cases"), ($"/cases/{number}", "case"), ($"/cases/{number}/deadline", "deadline"), ($"/cases/{number}/notice", "notice"), ($"/cases/{number}/personal-data", "personal-data"), ("/absences", "absences"), ("/nowhere", "not-found") })
        {
            await page.GotoAsync(path);
            if (name == "case") await page.Locator(".flow-part > summary").ClickAsync();
            await LookAsync(page, complaints, name, width);
        }

    [Fact]
    public void No_page_is_missing_in_the_table()
    {
        var routes = typeof(App).Assembly.GetTypes().SelectMany(t => t.GetCustomAttributes<RouteAttribute>()).Select(r => r.Template).ToList();
        Assert.True(routes.Count > 15);
        Assert.Empty(routes.Except(SitePages.All.Select(p => p.Route), StringComparer.Ordinal).Except(SitePages.Redirects, StringComparer.Ordinal));
        Assert.Empty(SitePages.All.GroupBy(p => p.Name, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key));
        await MatterAsync(page, complaints, width);
        await TrackAsync(await NewPageAsync(width, complaints), complaints, number, width);
        await OfficeAsync(await NewPageAsync(width, complaints), complaints, width);
        Assert.Empty(complaints);
    }

    private async Task<IPage> NewPageAsync(int width, List<string> complaints)
    {
        var page = await site.OpenAsync(width: width);
        Watch(page, complaints);
        return page;
    }

    private static async Task ErrorsAsync(IPage page, List<string> complaints, int width)
    {
        await page.GotoAsync("/register/temporary-relief");
        await LookAsync(page, complaints, "register-form", width);
        await page.GetByRole(AriaRole.Button, new() { Name = "登记并打印回执" }).ClickAsync();
        await page.Locator(".errors").WaitForAsync();
        await LookAsync(page, complaints, "register-errors", width);
    }

    private async Task MatterAsync(IPage page, List<string> complaints, int width)
    {
        var matter = await page.RegisterMatterAsync("旦正措");
        await LookAsync(page, complaints, "matter-receipt", width);
        await page.GotoAsync($"/cases/{matter}");
        await LookAsync(page, complaints, "matter-case", width);
        await page.Locator(".parts a").First.ClickAsync();
        await LookAsync(page, complaints, "matter-part", width);
        await page.OpenTaskAsync(matter);
        await LookAsync(page, complaints, "matter-task", width);
        await page.GotoAsync("/register/student-family");
        await LookAsync(page, complaints, "matter-register", width);
        await TrackAsync(await NewPageAsync(width, complaints), complaints, matter, width, "matter-track");
    }

    private static async Task DecideGapsAsync(IPage page, List<string> complaints, int width)
    {
        await page.SubmitDecisionAsync();
        await page.Locator(".errors").WaitForAsync();
        await LookAsync(page, complaints, "task-errors", width);
        await page.GetByRole(AriaRole.Group, new() { Name = "办理结果" }).GetByRole(AriaRole.Radio).Nth(1).CheckAsync();
        await page.GetByRole(AriaRole.Group, new() { Name = "缺少的材料" }).GetByLabel("两寸免冠白底照片3张").CheckAsync();
        await page.Locator("textarea[name=opinion]").FillAsync("照片未带，请补齐。");
        await page.SubmitDecisionAsync();
        await page.WaitForURLAsync("**/tasks");
    }

    private static async Task TrackAsync(IPage page, List<string> complaints, string number, int width, string name = "track-result")
    {
        await page.GotoAsync("/track");
        await LookAsync(page, complaints, "track", width);
        await page.GetByLabel("办件编号").FillAsync(number);
        await page.GetByLabel("手机号后四位").FillAsync(Desk.PhoneTail);
        await page.GetByRole(AriaRole.Button, new() { Name = "查询" }).ClickAsync();
        await page.Locator(".progress").WaitForAsync();
        await LookAsync(page, complaints, name, width);
    }

    private static async Task OfficeAsync(IPage page, List<string> complaints, int width)
    {
        await page.SignInAsync("office");
        await LookAsync(page, complaints, "cases-office", width);
        foreach (var (path, name) in new[] { ("/workflows", "map"), ("/cases/totals", "totals"), ("/ledgers", "ledgers"), ("/ledgers/grants", "grants") })
        {
            await page.GotoAsync(path);
            await LookAsync(page, complaints, name, width);
        }

        await page.GotoAsync("/language/en?back=/cases");
        await LookAsync(page, complaints, "cases-english", width);
    }

    private static async Task LookAsync(IPage page, List<string> complaints, string name, int width)
    {
        if (Environment.GetEnvironmentVariable(ScreenshotFolder) is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{width}.png"), FullPage = true });
        var over = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (over > 0) complaints.Add($"{name} is {over} pixels wider than a screen of {width}.");
        var found = await page.RunAxe();
        Assert.NotEmpty(found.Passes);
        complaints.AddRange(found.Violations.Select(v => $"{name}: {v.Id} {string.Join(" ", v.Nodes.Select(n => n.Html))}"));
    }

    /// <summary>What the browser complains about, a breach of the content policy for one, and requests that leave this site.</summary>
    private List<string> Watch(IPage page, List<string>? into = null)
    {
        var complaints = into ?? [];
        page.Console += (_, message) =>
        {
            // A refused form and a page that is not there are part of the tour.
            if (message.Type == "error" && !message.Text.Contains("Failed to load resource", StringComparison.Ordinal)) complaints.Add(message.Text);
        };
        page.PageError += (_, error) => complaints.Add(error);
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(site.Url, StringComparison.Ordinal)) complaints.Add(request.Url);
        };
        return complaints;
    }
}
