using Microsoft.Playwright;
using OneWindow.Browser.Tests.Hosting;

namespace OneWindow.Browser.Tests;

/// <summary>Who may not know of a case cannot tell it from one that does not exist.</summary>
public sealed class UnknownTests(SiteFixture site)
{
    private const string Nobody = "00000000-0000-7000-8000-000000000000";

    [Fact]
    public async Task An_unknown_case_and_somebody_elses_are_the_same_calm_page()
    {
        var world = await site.WorldAsync();
        var stranger = await site.OpenAsync(userName: "law-firm.handler");
        foreach (var (foreign, unknown) in new[]
        {
            ($"/cases/{world.Closed}", "/cases/209901019999999"),
            ($"/cases/{world.Waiting}/receipt", "/cases/209901019999999/receipt"),
            ($"/cases/{world.Waiting}/notice", "/cases/209901019999999/notice"),
            ($"/cases/{world.Waiting}/deadline", "/cases/209901019999999/deadline"),
            ($"/cases/{world.Closed}/documents/{world.Letter}", $"/cases/{world.Closed}/documents/{Nobody}"),
            ($"/tasks/{world.RegisteredTask}", $"/tasks/{Nobody}"),
            ($"/register/disability-certificate?draft={world.Draft}", $"/register/disability-certificate?draft={Nobody}"),
        })
        {
            var told = await ReadAsync(stranger, foreign);
            Assert.Equal(await ReadAsync(stranger, unknown), told);
            Assert.DoesNotContain(World.Name, told, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_wrong_tail_and_an_unknown_number_are_told_alike()
    {
        var world = await site.WorldAsync();
        var resident = await site.OpenAsync(width: 360);
        Assert.Equal(await AskAsync(resident, "209901019999999"), await AskAsync(resident, world.Waiting));
    }

    private static async Task<string> ReadAsync(IPage page, string path)
    {
        var answer = await page.GotoAsync(path);
        Assert.True(answer!.Status == 404, $"{path}: {answer.Status}");
        return await page.Locator("main").InnerTextAsync();
    }

    private static async Task<string> AskAsync(IPage page, string number)
    {
        await page.GotoAsync($"/track/{number}");
        await page.Locator("[name=tail]").FillAsync("0001");
        await page.Locator("main form button").ClickAsync();
        await page.Locator(".errors").WaitForAsync();
        return await page.Locator(".errors").InnerTextAsync();
    }
}
