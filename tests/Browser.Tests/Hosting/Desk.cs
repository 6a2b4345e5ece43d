using Microsoft.Playwright;
using OneWindow.Domain.Parties;

namespace OneWindow.Browser.Tests.Hosting;

/// <summary>What people do at the pages, in their words.</summary>
internal static class Desk
{
    private static int _people;

    public const string Phone = "13800005678";
    public const string PhoneTail = "5678";

    /// <summary>Without it nobody is signed in.</summary>
    public const string SessionCookie = "onewindow";

    /// <summary>Clerk at the station of the township where the applicant lives.</summary>
    public const string Clerk = "daka-station.clerk";

    public static readonly string IdNumber = IdentityNumber.WithCheckDigit("99010119800101001");

    public static async Task SignInAsync(this IPage page, string userName)
    {
        await page.GotoAsync("/sign-in");
        await page.FillSignInAsync(userName);
        await page.ArriveAsync("^/(?!sign-in)[^?]*$");
    }

    /// <summary>
    /// Waits until the page has this path and is whole. Asked of the page itself, again and again: the browser's own word
    /// of having loaded can come before anybody waits for it.
    /// </summary>
    /// <param name="path">A regular expression.</param>
    public static Task ArriveAsync(this IPage page, string path) =>
        page.WaitForFunctionAsync("path => new RegExp(path).test(location.pathname) && document.readyState === 'complete'", path);

    /// <summary>Fills the sign-in form that is open in and sends it, in any language.</summary>
    public static async Task FillSignInAsync(this IPage page, string userName)
    {
        await page.Locator("[name=userName]").FillAsync(userName);
        await page.Locator("[name=password]").FillAsync("onewindow");
        await page.Locator("form:has([name=password]) button").ClickAsync();
    }

    /// <summary>Fills the registration of a disability certificate in and sends it; the receipt is open afterwards.</summary>
    /// <returns>The case's number.</returns>
    public static async Task<string> RegisterAsync(this IPage page, string name)
    {
        await page.FillRegistrationAsync(name);
        await page.GetByRole(AriaRole.Button, new() { Name = "登记并打印回执" }).ClickAsync();
        await page.ArriveAsync("/receipt$");
        return page.Url.Split('/')[^2];
    }

    /// <summary>Fills the registration of a disability certificate in, with all papers.</summary>
    public static async Task FillRegistrationAsync(this IPage page, string name)
    {
        await page.GotoAsync("/register");
        await page.Locator(".services a[href='/register/disability-certificate']").ClickAsync();
        var applicant = page.GetByRole(AriaRole.Region, new() { Name = "申请人" });
        await applicant.GetByLabel("姓名").FillAsync(name);
        await applicant.GetByLabel("居民身份证号码").FillAsync(NextIdNumber());
        await applicant.GetByLabel("手机号码").FillAsync(Phone);
        await applicant.GetByLabel("居住地").SelectOptionAsync("632622203200");
        await page.GetByLabel("肢体残疾").CheckAsync();
        await page.GetByRole(AriaRole.Group, new() { Name = "是否在户籍县以外申请" }).GetByLabel("否").CheckAsync();
        foreach (var paper in new[] { "居民身份证", "户口簿", "残疾人证申请表", "残疾评定表", "两寸免冠白底照片3张" }) await ReceiveAsync(page, paper);
    }

    /// <summary>What the fields of the main part hold that a person can see.</summary>
    public static Task<string[]> FieldsAsync(this IPage page) => page.EvaluateAsync<string[]>("""
        [...document.querySelectorAll("main input:not([type=hidden]):not([type=file]), main select, main textarea")]
          .map(e => `${e.name}=${e.type === "radio" || e.type === "checkbox" ? e.checked : e.value}`)
        """);

    /// <summary>Opens the case's task that this person may decide.</summary>
    public static async Task OpenTaskAsync(this IPage page, string number)
    {
        await page.GotoAsync($"/cases/{number}");
        await page.Locator(".cards a").First.ClickAsync();
    }

    public static Task SubmitDecisionAsync(this IPage page) =>
        page.GetByRole(AriaRole.Button, new() { Name = "提交办理结果" }).ClickAsync();

    /// <summary>Begins an application for hardship relief from home, as far as a resident gets who is called away.</summary>
    public static async Task StartReliefAsync(this IPage page, string name)
    {
        await page.GotoAsync("/apply");
        await page.GetByRole(AriaRole.Link, new() { Name = "临时救助" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "开始申请" }).ClickAsync();
        var applicant = page.GetByRole(AriaRole.Region, new() { Name = "您的信息" });
        await applicant.GetByLabel("姓名").FillAsync(name);
        await applicant.GetByLabel("手机号码").FillAsync(Phone);
        await page.GetByLabel("困难情况说明").FillAsync("家里着火了。");
    }

    /// <summary>Fills in the rest; what was entered stands there to be checked afterwards.</summary>
    public static async Task FinishReliefAsync(this IPage page)
    {
        await page.Locator("[name='applicant.idNumber']").FillAsync(NextIdNumber());
        await page.Locator("[name='applicant.area']").SelectOptionAsync("632622203200");
        await page.GetByLabel("火灾、自然灾害").CheckAsync();
        await page.Locator("[name='form.amountWanted']").FillAsync("3000");
        await page.Locator("[name='form.householdSize']").FillAsync("4");
        foreach (var no in new[] { "form.urgent", "form.sameCauseThisYear" }) await page.Locator($"[name='{no}'][value=false]").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "下一步" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "核对并提交" }).WaitForAsync();
    }

    /// <summary>Another person each time: the same one twice would be asked about.</summary>
    public static string NextIdNumber() => IdentityNumber.WithCheckDigit($"99020119800101{Interlocked.Increment(ref _people) % 1000:000}");

    private static Task ReceiveAsync(IPage page, string paper) =>
        page.GetByRole(AriaRole.Group, new() { Name = paper }).GetByLabel("已收").CheckAsync();
}
