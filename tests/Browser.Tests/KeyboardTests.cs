using Microsoft.Playwright;
using OneWindow.Browser.Tests.Hosting;
using OneWindow.Domain.Parties;
using static Microsoft.Playwright.Assertions;

namespace OneWindow.Browser.Tests;

/// <summary>Each role does its work with the keyboard alone, with script and without.</summary>
public sealed class KeyboardTests(SiteFixture site)
{
    private static int _people;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_clerk_signs_in_and_registers(bool javaScript)
    {
        var (page, keys) = await OpenAsync(javaScript);
        await page.GotoAsync("/sign-in");
        await keys.SkipAsync();
        await keys.TypeAsync(page.Locator("[name=userName]"), Desk.Clerk);
        await keys.TypeAsync(page.Locator("[name=password]"), "onewindow");
        await page.Keyboard.PressAsync("Enter");
        await page.ArriveAsync("/desk$");
        await keys.PressAsync(page.Locator("nav a[href='/register']"));
        await page.ArriveAsync("/register$");
        await keys.PressAsync(page.Locator(".services a[href='/register/disability-certificate']"));
        await page.ArriveAsync("/register/[^/]+$");
        await keys.PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "登记并打印回执" }));
        await Expect(page.Locator(".errors")).ToBeFocusedAsync();
        await keys.PressAsync(page.Locator(".errors a").First);
        await Expect(page.Locator("[name='applicant.name']")).ToBeFocusedAsync();

        await keys.TypeAsync(page.Locator("[name='applicant.name']"), "才让");
        await keys.TypeAsync(page.Locator("[name='applicant.idNumber']"), Person());
        await keys.TypeAsync(page.Locator("[name='applicant.phone']"), Desk.Phone);
        await keys.SelectAsync(page.Locator("[name='applicant.area']"), "632622203200");
        await keys.ChooseAsync("form.disabilityType", "4");
        await keys.ChooseAsync("form.outsideHomeCounty", "false");
        foreach (var paper in new[] { "id-card", "household-register", "photos", "application-form", "assessment-form" }) await keys.ChooseAsync($"material.{paper}", "provided");
        await keys.PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "登记并打印回执" }));
        await page.ArriveAsync("/receipt$");
        await keys.PressAsync(page.GetByRole(AriaRole.Link, new() { Name = "下一位" }));
        await page.ArriveAsync("/register/disability-certificate$");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_handler_claims_and_decides(bool javaScript)
    {
        var number = await (await site.WorldAsync()).RegisterAsync();
        var (page, keys) = await OpenAsync(javaScript, Desk.Clerk);
        await page.GotoAsync($"/cases/{number}");
        await keys.PressAsync(page.Locator(".cards a"));
        await page.ArriveAsync("/tasks/[^/]+$");
        await keys.PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "领取" }));
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "放回" })).ToBeVisibleAsync();
        await keys.PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "提交办理结果" }));
        await Expect(page.Locator(".errors")).ToBeFocusedAsync();
        await keys.ChooseAsync("outcome", "complete");
        await keys.TypeAsync(page.Locator("textarea[name=opinion]"), "材料齐全。");
        await keys.PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "提交办理结果" }));
        await page.ArriveAsync("/tasks$");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_resident_tracks_sends_a_paper_and_rates(bool javaScript)
    {
        var world = await site.WorldAsync();
        var (page, keys) = await OpenAsync(javaScript, width: 360);
        await TrackAsync(page, keys, await world.WaitingAsync());
        var field = page.Locator("input[type=file]").First;
        await keys.ToAsync(field);
        // What follows the Enter key here is the browser's own window for choosing.
        await field.SetInputFilesAsync(Uploads.Picture("照片.jpg"));
        await keys.PressAsync(page.Locator("button[data-busy]"));
        await Expect(page.Locator(".panel.done[role=status]")).ToBeVisibleAsync();

        await TrackAsync(page, keys, await world.ClosedAsync());
        await keys.ChooseAsync("stars", "5");
        await keys.TypeAsync(page.Locator("textarea[name=text]"), "办得很快。");
        await keys.PressAsync(page.Locator("form:has([name=stars]) button"));
        await Expect(page.Locator(".panel.done[role=status]")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_office_chases(bool javaScript)
    {
        var number = await (await site.WorldAsync()).RegisterAsync();
        var (page, keys) = await OpenAsync(javaScript, "office");
        await page.GotoAsync($"/cases?q={number}");
        await keys.PressAsync(page.Locator($"main a[href='/cases/{number}']"));
        await page.ArriveAsync($"/cases/{number}$");
        var form = page.Locator("form:has(input[name=_handler][value=supervise])");
        await keys.PressAsync(page.Locator("details:has(input[name=_handler][value=supervise]) > summary"));
        await keys.ChooseAsync("act", "Chase");
        await keys.TypeAsync(form.Locator("[name=note]"), "请今天办理。");
        await keys.PressAsync(form.Locator("button"));
        await Expect(page.Locator(".timeline")).ToContainTextAsync("催办");
    }

    private async Task<(IPage Page, Keys Keys)> OpenAsync(bool javaScript, string userName = "", int width = 1440)
    {
        var page = await site.OpenAsync(javaScript, width, userName);
        return (page, new Keys(page));
    }

    private static async Task TrackAsync(IPage page, Keys keys, string number)
    {
        await page.GotoAsync($"/track/{number}");
        await keys.TypeAsync(page.Locator("[name=tail]"), Desk.PhoneTail);
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".progress").WaitForAsync();
    }

    private static string Person() => IdentityNumber.WithCheckDigit($"99040119800101{Interlocked.Increment(ref _people):000}");
}
