using Microsoft.Playwright;
using OneWindow.Browser.Tests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace OneWindow.Browser.Tests;

/// <summary>A case from the window to the resident's phone, with script and without.</summary>
public sealed class JourneyTests(SiteFixture site)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_case_is_registered_decided_and_tracked(bool javaScript)
    {
        var window = await site.OpenAsync(javaScript);
        await window.SignInAsync(Desk.Clerk);
        var number = await window.RegisterAsync(javaScript ? "卓玛" : "才让");
        await Expect(window.GetByRole(AriaRole.Img, new() { Name = "二维码" })).ToBeVisibleAsync();
        await window.OpenTaskAsync(number);
        await window.GetByRole(AriaRole.Group, new() { Name = "办理结果" }).GetByRole(AriaRole.Radio).First.CheckAsync();
        await window.SubmitDecisionAsync();
        await Expect(window).ToHaveURLAsync($"{site.Url}/tasks");

        var body = await site.OpenAsync(javaScript);
        await body.SignInAsync("federation-disabled.handler");
        await body.OpenTaskAsync(number);
        await body.GetByRole(AriaRole.Group, new() { Name = "办理结果" }).GetByRole(AriaRole.Radio).First.CheckAsync();
        await body.GetByLabel("评定医院名称").FillAsync("县人民医院");
        await body.SubmitDecisionAsync();
        await Expect(body).ToHaveURLAsync($"{site.Url}/tasks");

        var resident = await site.OpenAsync(javaScript, width: 360);
        await resident.GotoAsync($"/track/{number}");
        await resident.GetByLabel("手机号后四位").FillAsync(Desk.PhoneTail);
        await resident.GetByRole(AriaRole.Button, new() { Name = "查询" }).ClickAsync();
        await Expect(resident.Locator(".progress .done")).ToHaveCountAsync(3);
        await Expect(resident.Locator(".progress .now")).ToBeVisibleAsync();
        Assert.DoesNotContain(Desk.PhoneTail, resident.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_error_summary_has_the_focus_and_leads_to_the_field()
    {
        var page = await site.OpenAsync();
        await page.SignInAsync("window");
        await page.GotoAsync("/register/legal-aid");
        await page.GetByRole(AriaRole.Button, new() { Name = "登记并打印回执" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeFocusedAsync();
        await page.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Link, new() { Name = "手机号码" }).ClickAsync();
        await page.Keyboard.TypeAsync("138");
        await Expect(page.Locator("[name='applicant.phone']")).ToHaveValueAsync("138");
    }

    [Fact]
    public async Task A_slip_in_an_identity_number_shows_while_typing()
    {
        var page = await site.OpenAsync();
        await page.SignInAsync("window");
        await page.GotoAsync("/register/legal-aid");
        var field = page.Locator("[name='applicant.idNumber']");
        await field.PressSequentiallyAsync(Desk.IdNumber);
        await Expect(page.Locator(".checked").First).ToHaveTextAsync("✓");
        await field.FillAsync($"{Desk.IdNumber[..17]}{(Desk.IdNumber[17] == '1' ? '2' : '1')}");
        await Expect(page.Locator(".checked").First).ToContainTextAsync("请核对号码");
    }
}
