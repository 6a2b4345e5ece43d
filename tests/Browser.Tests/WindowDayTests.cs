using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OneWindow.Browser.Tests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace OneWindow.Browser.Tests;

/// <summary>A clerk's day at the window without a mouse, and what leaves the printer.</summary>
public sealed partial class WindowDayTests(SiteFixture site)
{
    private const string FormPath = "/register/disability-certificate";

    [Fact]
    public async Task One_resident_after_the_other_is_registered_without_a_mouse()
    {
        var page = await site.OpenAsync();
        await page.GotoAsync("/sign-in");
        await TabToAsync(page, "[name=userName]");
        await page.Keyboard.TypeAsync(Desk.Clerk);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("onewindow");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync($"{site.Url}/desk");
        await TabToAsync(page, ".start a");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync($"{site.Url}/register");
        await TabToAsync(page, $".services a[href='{FormPath}']");
        await page.Keyboard.PressAsync("Enter");

        await FillAsync(page, "尕藏");
        await page.Keyboard.PressAsync("Control+Enter");
        await page.ArriveAsync("/receipt$");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "下一位" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync($"{site.Url}{FormPath}");
        await Expect(page.Locator("[name='applicant.name']")).ToBeFocusedAsync();
        await Expect(page.Locator("[name='applicant.name']")).ToHaveValueAsync("");
        await FillAsync(page, "次旺");
        await page.Keyboard.PressAsync("Control+Enter");
        await page.ArriveAsync("/receipt$");
        // Browsers with a window of their own follow it on Alt+N.
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "下一位" })).ToHaveAttributeAsync("accesskey", "n");
    }

    [Theory]
    [InlineData("receipt", 595)]
    [InlineData("receipt?paper=a5", 420)]
    [InlineData("notice?paper=a5", 420)]
    public async Task What_is_printed_fits_one_sheet_of_its_paper(string part, double width)
    {
        var page = await site.OpenAsync();
        await page.SignInAsync(Desk.Clerk);
        var number = (await site.WorldAsync()).Waiting;
        await page.GotoAsync($"/cases/{number}/{part}");
        var pdf = Encoding.Latin1.GetString(await page.PdfAsync(new() { PreferCSSPageSize = true }));
        Assert.Single(SheetOfPdf().Matches(pdf));
        Assert.Equal(width, Math.Round(double.Parse(WidthOfPdf().Match(pdf).Groups["width"].Value, CultureInfo.InvariantCulture)));
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        foreach (var onScreen in new[] { "header.site", ".tabs", ".actions" }) await Expect(page.Locator(onScreen).First).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Slips_in_every_number_that_has_a_check_show_while_typing()
    {
        var page = await site.OpenAsync();
        await page.SignInAsync(Desk.Clerk);
        await page.GotoAsync("/design");
        foreach (var (check, right, wrong) in new[]
        {
            ("credit-code", "91350100M000100Y43", "91350100M000100Y44"), ("disability-certificate", $"{Desk.IdNumber}43B1", $"{Desk.IdNumber}83"), ("identity-number", Desk.IdNumber, Desk.IdNumber[..17] + "?"),
        })
        {
            // The same field under each rule: the script reads the rule as it looks.
            var field = page.Locator("[data-check]").First;
            await field.EvaluateAsync("(input, check) => { input.dataset.check = check; input.maxLength = 30; }", check);
            await field.FillAsync(right);
            await Expect(page.Locator(".checked").First).ToHaveTextAsync("✓");
            await field.FillAsync(wrong);
            await Expect(page.Locator(".checked").First).ToContainTextAsync("请核对号码");
        }
    }

    private static async Task FillAsync(IPage page, string name)
    {
        await Expect(page.Locator("[name='applicant.name']")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(name);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync(Desk.NextIdNumber());
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync(Desk.Phone);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("ArrowDown");
        await TabToAsync(page, "[name='form.disabilityType']");
        await page.Keyboard.PressAsync("Space");
        await TabToAsync(page, "[name='form.outsideHomeCounty']");
        await page.Keyboard.PressAsync("ArrowDown");
    }

    private static async Task TabToAsync(IPage page, string selector)
    {
        for (var steps = 0; steps < 40; steps++)
        {
            if (await page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector)) return;
            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"{selector} is not reached by the keyboard.");
    }

    [GeneratedRegex(@"/Type\s*/Page\b(?!s)", RegexOptions.None, 2000)]
    private static partial Regex SheetOfPdf();

    [GeneratedRegex(@"/MediaBox\s*\[0 0 (?<width>[0-9.]+)", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex WidthOfPdf();
}
