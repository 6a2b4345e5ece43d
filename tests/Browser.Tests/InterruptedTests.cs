using Microsoft.Playwright;
using OneWindow.Browser.Tests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace OneWindow.Browser.Tests;

/// <summary>What comes between typing and sending, or is sent twice: a session that ends, a network that fails, the button back.</summary>
public sealed class InterruptedTests(SiteFixture site)
{
    private const string Submit = "form:has(input[name=_handler][value=register]) .actions .button:not([name])";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_session_that_ends_in_the_middle_of_a_form_loses_nothing(bool javaScript)
    {
        var page = await site.OpenAsync(javaScript, userName: Desk.Clerk);
        await page.FillRegistrationAsync("才让卓玛");
        var typed = await page.FieldsAsync();
        await page.Context.ClearCookiesAsync(new() { Name = Desk.SessionCookie });
        await page.Locator(Submit).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync("登录已超时");
        Assert.DoesNotContain("才让卓玛", await page.ContentAsync(), StringComparison.Ordinal);
        await page.Locator("[name=userName]").FillAsync(Desk.Clerk);
        await page.Locator("[name=password]").FillAsync("wrong");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".errors").WaitForAsync();
        await page.FillSignInAsync(Desk.Clerk);
        if (!javaScript) await page.GetByRole(AriaRole.Button, new() { Name = "接着填写" }).ClickAsync();

        await Expect(page.Locator(".again")).ToBeFocusedAsync();
        Assert.EndsWith("/register/disability-certificate", page.Url, StringComparison.Ordinal);
        Assert.Equal(typed, await page.FieldsAsync());
        await page.Locator(Submit).ClickAsync();
        await page.ArriveAsync("/receipt$");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_double_click_and_the_button_back_make_one_case(bool javaScript)
    {
        var page = await site.OpenAsync(javaScript, userName: Desk.Clerk);
        var name = javaScript ? "双击甲" : "双击乙";
        await page.FillRegistrationAsync(name);
        await page.Locator(Submit).DblClickAsync();
        await page.ArriveAsync("/receipt$");
        var id = page.Url.Split('/')[^2];
        await page.GoBackAsync();
        await page.Locator(Submit).ClickAsync();
        // A page that was kept sends the same key once more; one that was loaded anew is empty and says what it lacks.
        await Expect(page.Locator(".sheet, .errors").First).ToBeVisibleAsync();
        if (page.Url.EndsWith("/receipt", StringComparison.Ordinal)) Assert.Equal(id, page.Url.Split('/')[^2]);
        Assert.Equal([id], await (await site.WorldAsync()).CasesOfAsync(name));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_key_that_sends_a_form_sends_it_with_its_papers(bool javaScript)
    {
        var page = await site.OpenAsync(javaScript, userName: Desk.Clerk);
        await page.FillRegistrationAsync(javaScript ? "回车甲" : "回车乙");
        await page.Locator("[name='file.photos']").SetInputFilesAsync(Uploads.Picture("照片.jpg"));
        await page.Locator("[name='applicant.name']").PressAsync("Enter");
        await page.ArriveAsync("/receipt$");
        await page.GotoAsync(page.Url.Replace("/receipt", "", StringComparison.Ordinal));
        await Expect(page.Locator(".files a")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task An_answer_that_is_put_in_the_place_of_its_page_has_all_that_a_page_has()
    {
        var page = await site.OpenAsync(userName: Desk.Clerk);
        await page.FillRegistrationAsync("");
        await page.Locator("[name='material.photos'][value=missing]").CheckAsync();
        await page.Locator("[name='file.photos']").SetInputFilesAsync(Uploads.Picture("照片.jpg"));
        await Expect(page.Locator("[name='material.photos'][value=provided]")).ToBeCheckedAsync();
        await page.Locator(Submit).ClickAsync();
        await page.Locator(".errors").WaitForAsync();
        await Expect(page.Locator("[name='material.photos'][value=missing]")).ToBeCheckedAsync();
        await page.Locator("[name='file.photos']").SetInputFilesAsync(Uploads.Picture("照片.jpg"));
        await Expect(page.Locator("[name='material.photos'][value=provided]")).ToBeCheckedAsync();
        await page.Locator(".tools [lang=en]").ClickAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await Expect(page.Locator("[name='applicant.phone']")).Not.ToHaveValueAsync("");
    }

    [Fact]
    public async Task A_decision_that_is_sent_from_an_old_page_changes_nothing_and_is_told_calmly()
    {
        var world = await site.WorldAsync();
        var number = await world.RegisterAsync();
        var address = $"/tasks/{await world.TaskAsync(number, "accept")}";
        var page = await site.OpenAsync(userName: Desk.Clerk);
        var old = await page.Context.NewPageAsync();
        await old.GotoAsync(address);
        await old.Locator("input[name=outcome][value=complete]").CheckAsync();
        await page.GotoAsync(address);
        await page.Locator("input[name=outcome][value=complete]").CheckAsync();
        await page.SubmitDecisionAsync();
        await page.ArriveAsync("/tasks$");
        var before = (await world.GetAsync($"/api/cases/{number}/timeline")).GetProperty("items").GetArrayLength();
        await page.GoBackAsync();
        await Expect(page.Locator("main h1")).ToBeVisibleAsync();
        await old.SubmitDecisionAsync();
        await Expect(old.Locator("main .lead")).ToBeVisibleAsync();
        Assert.Equal(before, (await world.GetAsync($"/api/cases/{number}/timeline")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Without_a_network_the_page_says_so_and_sends_when_it_is_back()
    {
        var page = await site.OpenAsync(userName: Desk.Clerk);
        await page.FillRegistrationAsync("断网");
        await page.Context.SetOfflineAsync(true);
        await page.Locator(Submit).ClickAsync();
        await Expect(page.Locator(".unsent")).ToContainTextAsync("没有网络");
        await page.Context.SetOfflineAsync(false);
        await page.Locator(Submit).ClickAsync();
        await page.ArriveAsync("/receipt$");
    }

    [Fact]
    public async Task A_form_with_papers_that_is_cut_off_on_its_way_stays_as_it_is_and_can_be_sent_again()
    {
        var page = await site.OpenAsync(userName: Desk.Clerk);
        await page.FillRegistrationAsync("中断");
        await page.Locator("input[type=file]").First.SetInputFilesAsync(Uploads.Picture("身份证.jpg"));
        var typed = await page.FieldsAsync();
        await page.RouteAsync("**/register/*", route => route.Request.Method == "POST" ? route.AbortAsync("connectionreset") : route.ContinueAsync());
        await page.Locator(Submit).ClickAsync();
        await Expect(page.Locator(".sending.error")).ToBeVisibleAsync();
        Assert.Equal(typed, await page.FieldsAsync());
        await page.UnrouteAllAsync();
        await page.Locator(Submit).ClickAsync();
        await page.ArriveAsync("/receipt$");
    }
}
