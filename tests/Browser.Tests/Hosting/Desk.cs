using Microsoft.Playwright;
using OneWindow.Domain.Parties;

namespace OneWindow.Browser.Tests.Hosting;

/// <summary>What people do at the pages, in their words.</summary>
internal static class Desk
{
    private static int _people;

    public const string Phone = "13800005678";
    public const string PhoneTail = "5678";

    /// <summary>Clerk at the station of the township where the applicant lives.</summary>
    public const string Clerk = "daka-station.clerk";

    public static readonly string IdNumber = IdentityNumber.WithCheckDigit("99010119800101001");

    public static async Task SignInAsync(this IPage page, string userName)
    {
        await page.GotoAsync("/sign-in");
        await page.GetByLabel("用户名").FillAsync(userName);
        await page.GetByLabel("密码").FillAsync("onewindow");
        await page.GetByRole(AriaRole.Button, new() { Name = "登录" }).ClickAsync();
        // Asked of the page itself: its own word of having loaded can come before anybody waits for it.
        await page.WaitForFunctionAsync("!location.pathname.startsWith('/sign-in') && document.readyState === 'complete'");
    }

    /// <summary>Fills the registration of a disability certificate in and sends it; the receipt is open afterwards.</summary>
    /// <returns>The case's number.</returns>
    public static async Task<string> RegisterAsync(this IPage page, string name, bool complete = true)
    {
        await page.GotoAsync("/register");
        await page.GetByRole(AriaRole.Link, new() { Name = "残疾人证核发" }).ClickAsync();
        var applicant = page.GetByRole(AriaRole.Region, new() { Name = "申请人" });
        await applicant.GetByLabel("姓名").FillAsync(name);
        await applicant.GetByLabel("居民身份证号码").FillAsync(NextIdNumber());
        await applicant.GetByLabel("手机号码").FillAsync(Phone);
        await applicant.GetByLabel("居住地").SelectOptionAsync("632622203200");
        await page.GetByLabel("肢体残疾").CheckAsync();
        await page.GetByRole(AriaRole.Group, new() { Name = "是否在户籍县以外申请" }).GetByLabel("否").CheckAsync();
        foreach (var paper in new[] { "居民身份证", "户口簿", "残疾人证申请表", "残疾评定表" }) await ReceiveAsync(page, paper);
        if (complete) await ReceiveAsync(page, "两寸免冠白底照片3张");
        await page.GetByRole(AriaRole.Button, new() { Name = "登记并打印回执" }).ClickAsync();
        await page.WaitForURLAsync("**/receipt");
        return page.Url.Split('/')[^2];
    }

    /// <summary>Fills the registration of a matter of two services in, of which one waits for the other; the receipt is open afterwards.</summary>
    /// <returns>The matter's number.</returns>
    public static async Task<string> RegisterMatterAsync(this IPage page, string name)
    {
        await page.GotoAsync("/register/disability-support");
        var applicant = page.GetByRole(AriaRole.Region, new() { Name = "申请人" });
        await applicant.GetByLabel("姓名").FillAsync(name);
        await applicant.GetByLabel("居民身份证号码").FillAsync(NextIdNumber());
        await applicant.GetByLabel("手机号码").FillAsync(Phone);
        await applicant.GetByLabel("居住地").SelectOptionAsync("632622203200");
        await ChooseAsync(page, ("holdsCertificate", "false"), ("wantsAdaptation", "true"));
        await page.GetByRole(AriaRole.Button, new() { Name = "按已填内容更新表单" }).ClickAsync();
        await page.Locator("[name='form.needs']").FillAsync("门口有台阶，轮椅进不去。");
        await ChooseAsync(page, ("disabilityType", "4"), ("outsideHomeCounty", "false"), ("grade", "1"), ("hardship", "low-income"), ("ownsHome", "true"), ("adaptedBefore", "false"));
        foreach (var paper in new[] { "id-card", "application-form", "household-register", "photos", "assessment-form", "hardship-status", "owner-consent" })
            await page.Locator($"[name='material.{paper}'][value=provided]").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "登记并打印回执" }).ClickAsync();
        await page.WaitForURLAsync("**/receipt");
        return page.Url.Split('/')[^2];
    }

    /// <summary>Opens the case's task that this person may decide.</summary>
    public static async Task OpenTaskAsync(this IPage page, string number)
    {
        await page.GotoAsync($"/cases/{number}");
        await page.Locator(".cards a").First.ClickAsync();
    }

    public static Task SubmitDecisionAsync(this IPage page) =>
        page.GetByRole(AriaRole.Button, new() { Name = "提交办理结果" }).ClickAsync();

    /// <summary>Another person each time: the same one twice would be asked about.</summary>
    private static string NextIdNumber() => IdentityNumber.WithCheckDigit($"99020119800101{Interlocked.Increment(ref _people) % 1000:000}");

    private static async Task ChooseAsync(IPage page, params (string Field, string Value)[] answers)
    {
        foreach (var (field, value) in answers) await page.Locator($"[name='form.{field}'][value='{value}']").CheckAsync();
    }

    private static Task ReceiveAsync(IPage page, string paper) =>
        page.GetByRole(AriaRole.Group, new() { Name = paper }).GetByLabel("已收").CheckAsync();
}
