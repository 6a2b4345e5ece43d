using System.Text.Json;
using Microsoft.Playwright;
using OneWindow.Browser.Tests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace OneWindow.Browser.Tests;

/// <summary>A resident with a phone, from the first question to the rating, with script and without.</summary>
public sealed class ResidentJourneyTests(SiteFixture site)
{
    private const string Clerk = "daka-station.clerk";
    private static readonly byte[] Photo = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABh6FO1AAAAABJRU5ErkJggg==");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_resident_applies_saves_comes_back_sends_uploads_and_rates(bool javaScript)
    {
        var phone = await site.OpenAsync(javaScript, width: 360);
        await phone.StartReliefAsync(javaScript ? "才旦" : "央金");
        await phone.GetByRole(AriaRole.Button, new() { Name = "保存，以后再填" }).ClickAsync();
        var code = await phone.Locator(".code").InnerTextAsync();

        var later = await site.OpenAsync(javaScript, width: 360);
        await later.GotoAsync("/apply/continue");
        await later.GetByLabel("取回码").FillAsync(code);
        await later.GetByLabel("手机号后四位").FillAsync(Desk.PhoneTail);
        await later.GetByRole(AriaRole.Button, new() { Name = "打开" }).ClickAsync();
        await Expect(later.GetByLabel("困难情况说明")).ToHaveValueAsync("家里着火了。");
        await later.FinishReliefAsync();
        await later.GetByLabel("居民身份证", new() { Exact = true }).SetInputFilesAsync(Picture("身份证.png"));
        await later.GetByLabel("我填写的内容和提供的材料都是真实的").CheckAsync();
        await later.GetByRole(AriaRole.Button, new() { Name = "提交申请" }).ClickAsync();
        await Expect(later.GetByRole(AriaRole.Img, new() { Name = "二维码" })).ToBeVisibleAsync();
        var number = await later.Locator(".number.big").InnerTextAsync();
        await AnswerAsync(later, Clerk, number, "gaps", "缺户口簿", new { missing = new[] { "household-register" } });

        await later.GotoAsync($"/track/{number}");
        await later.GetByLabel("手机号后四位").FillAsync(Desk.PhoneTail);
        await later.GetByRole(AriaRole.Button, new() { Name = "查询" }).ClickAsync();
        await Expect(later.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("请您补齐材料");
        if (javaScript) await BreakAsync(later);
        foreach (var input in await later.Locator("input[type=file]").AllAsync()) await input.SetInputFilesAsync([Picture("1.png"), Picture("2.png")]);
        await later.GetByRole(AriaRole.Button, new() { Name = "上传" }).ClickAsync();
        await Expect(later.Locator(".panel.done")).ToContainTextAsync("已收到");
        await Expect(later.GetByRole(AriaRole.Heading, new() { Level = 1 })).Not.ToHaveTextAsync("请您补齐材料");

        await AnswerAsync(later, "daka-government.handler", number, "repeat-cause", "今年同一原因已经救助过。", null);
        await later.GotoAsync($"/track/{number}");
        await later.GetByLabel("手机号后四位").FillAsync(Desk.PhoneTail);
        await later.GetByRole(AriaRole.Button, new() { Name = "查询" }).ClickAsync();
        await later.GetByRole(AriaRole.Radio).First.CheckAsync();
        await later.GetByRole(AriaRole.Button, new() { Name = "提交评价" }).ClickAsync();
        await Expect(later.Locator(".panel.done")).ToContainTextAsync("谢谢");
        Assert.DoesNotContain(Desk.PhoneTail, later.Url, StringComparison.Ordinal);
    }

    /// <summary>The line breaks while a photo is sent: the page says so, and the same button sends it again.</summary>
    private static async Task BreakAsync(IPage page)
    {
        await page.RouteAsync("**/track/*", route => route.Request.Method == "POST" ? route.AbortAsync("connectionreset") : route.ContinueAsync());
        await page.Locator("input[type=file]").First.SetInputFilesAsync(Picture("1.png"));
        await page.GetByRole(AriaRole.Button, new() { Name = "上传" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("没有发送成功");
        Assert.Equal(1, await page.Locator("input[type=file]").First.EvaluateAsync<int>("input => input.files.length"));
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "上传" })).ToBeEnabledAsync();
        await page.UnrouteAllAsync();
    }

    private static FilePayload Picture(string name) => new() { Name = name, MimeType = "image/png", Buffer = Photo };

    /// <summary>Somebody decides the one open step of a case, as other software does.</summary>
    private static async Task AnswerAsync(IPage page, string user, string number, string outcome, string opinion, object? data)
    {
        var session = await Json(await page.APIRequest.PostAsync("/api/session", new() { DataObject = new { userName = user, password = "onewindow" } }));
        KeyValuePair<string, string>[] signedIn = [new("Authorization", $"Bearer {session.GetProperty("token").GetString()}")];
        var found = await Json(await page.APIRequest.GetAsync($"/api/cases/{number}", new() { Headers = signedIn }));
        var task = found.GetProperty("openTasks").EnumerateArray().First().GetProperty("id").GetString();
        await Json(await page.APIRequest.PostAsync($"/api/tasks/{task}/complete", new() { Headers = signedIn, DataObject = new { outcome, opinion, data } }));
    }

    private static async Task<JsonElement> Json(IAPIResponse response)
    {
        var text = await response.TextAsync();
        Assert.True(response.Ok, text);
        return JsonElement.Parse(text);
    }
}
