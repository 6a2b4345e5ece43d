using Microsoft.Playwright;
using OneWindow.Browser.Tests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace OneWindow.Browser.Tests;

/// <summary>Files that are too large, empty, of another kind than they say, or called what no file is called.</summary>
public sealed class UploadTests(SiteFixture site)
{
    private const string Form = "form:has(input[name=_handler][value=upload])";

    [Fact]
    public async Task What_is_wrong_with_each_file_stands_beside_its_field()
    {
        var page = await OpenAsync(javaScript: false);
        await ChooseAsync(page, "id-card", Uploads.Picture("大.jpg", SiteFixture.LargestFile + 1));
        await SendAsync(page);
        await Expect(Error(page, "id-card")).ToContainTextAsync("不能超过 1 MB");
        await ChooseAsync(page, "photos", Uploads.Of("空.jpg", []));
        await ChooseAsync(page, "household-register", Uploads.Of("页.jpg", "<html><script>alert(1)</script>"u8.ToArray()));
        await SendAsync(page);
        await Expect(page.Locator(".errors")).ToBeFocusedAsync();
        await Expect(page.Locator($"{Form} .field.wrong .error")).Not.ToHaveCountAsync(0);
        await Expect(page.Locator(".files a")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task More_than_a_request_may_bring_is_told_on_the_page_and_what_was_chosen_before_is_not_lost()
    {
        var page = await OpenAsync(javaScript: false);
        await page.Locator($"{Form} [name='file.photos']").SetInputFilesAsync(Enumerable.Range(1, 12).Select(n => Uploads.Picture($"{n}.jpg", SiteFixture.LargestFile)));
        await SendAsync(page);
        await Expect(page.Locator("h1")).ToHaveCountAsync(1);
        await Expect(Error(page, "photos")).ToContainTextAsync("不能超过 1 MB");
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_told_before_it_is_sent()
    {
        var page = await OpenAsync(javaScript: true);
        await ChooseAsync(page, "photos", Uploads.Picture("大.jpg", SiteFixture.LargestFile + 1));
        Assert.Contains("1 MB", await page.Locator($"{Form} [name='file.photos']").EvaluateAsync<string>("e => e.validationMessage"), StringComparison.Ordinal);
        await ChooseAsync(page, "photos", Uploads.Picture("小.jpg"));
        Assert.Equal("", await page.Locator($"{Form} [name='file.photos']").EvaluateAsync<string>("e => e.validationMessage"));
    }

    [Fact]
    public async Task A_hostile_name_is_only_a_name()
    {
        var page = await OpenAsync(javaScript: true);
        var alarms = new List<string>();
        page.Dialog += (_, dialog) => alarms.Add(dialog.Message);
        string[] names = ["../../etc/passwd.jpg", "<script>alert(1)</script>.jpg", "\u202Egpj.exe.jpg", "a\u0001b\u0007.jpg", $"{new string('长', 290)}.jpg"];
        await page.Locator($"{Form} [name='file.photos']").SetInputFilesAsync(names.Select((n, i) => Uploads.Picture(n, 100 + i)));
        await SendAsync(page);
        await Expect(page.Locator(".files a")).ToHaveCountAsync(names.Length);
        var shown = await page.Locator(".files a").AllTextContentsAsync();
        Assert.DoesNotContain(shown, n => n.Contains('/', StringComparison.Ordinal) || n.Contains('\\', StringComparison.Ordinal) || n.Any(char.IsControl) || n.Contains('\u202E', StringComparison.Ordinal) || n.Length > 200);
        Assert.All(shown, n => Assert.NotEqual("", n.Trim()));
        Assert.Empty(alarms);
        Assert.Equal(0, await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
    }

    [Fact]
    public async Task While_a_file_is_on_its_way_the_page_says_so()
    {
        var page = await OpenAsync(javaScript: true);
        // Asked in the page itself: from outside, a page that is about to be left cannot be asked.
        await page.EvaluateAsync("addEventListener('submit', e => sessionStorage.said = e.target.querySelector('button').textContent)");
        await ChooseAsync(page, "photos", Uploads.Picture("照片.jpg"));
        await SendAsync(page);
        await Expect(page.Locator(".files a")).ToHaveCountAsync(1);
        Assert.Equal("正在上传，请稍候", await page.EvaluateAsync<string>("sessionStorage.said"));
    }

    private async Task<IPage> OpenAsync(bool javaScript)
    {
        var number = await (await site.WorldAsync()).RegisterAsync();
        var page = await site.OpenAsync(javaScript, width: 360, userName: Desk.Clerk);
        await page.GotoAsync($"/cases/{number}");
        await page.Locator($"details:has({Form}) > summary").ClickAsync();
        return page;
    }

    private static ILocator Error(IPage page, string material) => page.Locator($".field:has([name='file.{material}']) .error");

    private static Task ChooseAsync(IPage page, string material, FilePayload file) => page.Locator($"{Form} [name='file.{material}']").SetInputFilesAsync(file);

    private static Task SendAsync(IPage page) => page.Locator($"{Form} button").ClickAsync();
}
