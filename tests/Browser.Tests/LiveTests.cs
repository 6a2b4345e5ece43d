using Microsoft.Playwright;
using OneWindow.Browser.Tests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace OneWindow.Browser.Tests;

/// <summary>Two people at one task, in real browsers.</summary>
public sealed class LiveTests(SiteFixture site)
{
    private const string Body = "federation-disabled.handler";

    [Fact]
    public async Task Each_sees_what_the_other_does_and_loses_nothing_that_was_typed()
    {
        var clerk = await site.OpenAsync();
        await clerk.SignInAsync(Desk.Clerk);
        var number = await clerk.RegisterAsync("白玛");
        await clerk.OpenTaskAsync(number);
        await clerk.GetByRole(AriaRole.Group, new() { Name = "办理结果" }).GetByRole(AriaRole.Radio).First.CheckAsync();
        await clerk.SubmitDecisionAsync();
        await clerk.ArriveAsync("/tasks$");
        var typing = await site.OpenAsync();
        await typing.SignInAsync(Body);
        await typing.OpenTaskAsync(number);
        await Expect(typing.Locator("#part-head")).ToContainTextAsync("未领取");
        var reader = await typing.Context.NewPageAsync();
        await reader.GotoAsync(typing.Url);
        var list = await typing.Context.NewPageAsync();
        await list.GotoAsync($"/tasks?q={number}");
        var row = list.Locator("tr", new() { HasText = number });
        await Expect(row).ToContainTextAsync("未领取");

        await typing.Locator("textarea[name=opinion]").FillAsync("材料已核对");
        await reader.GetByRole(AriaRole.Button, new() { Name = "领取任务" }).ClickAsync();

        await Expect(typing.Locator("#part-head")).ToContainTextAsync(Body, new() { Timeout = 10_000 });
        await Expect(typing.GetByRole(AriaRole.Status)).ToContainTextAsync("您正在填写的部分没有改动");
        await Expect(typing.Locator("textarea[name=opinion]")).ToHaveValueAsync("材料已核对");
        await Expect(row).ToContainTextAsync(Body, new() { Timeout = 15_000 });
        await Expect(list.GetByRole(AriaRole.Status)).ToContainTextAsync("页面已更新");
    }
}
