using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Api.Tests.Pages;

namespace OneWindow.Api.Tests.Matters;

/// <summary>At the window one form and one receipt, for the resident one number that shows each service.</summary>
public sealed class MatterPageTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task A_matter_is_chosen_registered_looked_at_and_tracked_on_pages()
    {
        using var clerk = await Visitor.SignedInAsync(api, "window");
        await clerk.OpenAsync("/register");
        Assert.NotNull(clerk.Page.QuerySelector(".matters a[href='/register/disability-support']"));
        await clerk.OpenAsync("/register/disability-support");
        Assert.Contains("包含：残疾人证核发、残疾人家庭无障碍改造", clerk.Main, StringComparison.Ordinal);
        (string, string?)[] person = [("applicant.name", "才让多杰"), ("applicant.idNumber", Application.Person("19800101")), ("applicant.phone", "13897001234"), ("applicant.area", "632622100001")];
        (string, string?)[] first = [.. person, ("form.holdsCertificate", "false"), ("form.wantsAdaptation", "true")];
        await clerk.SubmitAsync("register", [.. first, ("act", "refresh")]);
        await clerk.SubmitAsync("register", [.. first, ("form.disabilityType", "4"), ("form.outsideHomeCounty", "false"), ("form.grade", "1"), ("form.hardship", "low-income"),
            ("form.needs", "门口有台阶。"), ("form.ownsHome", "true"), ("form.adaptedBefore", "false"),
            .. Application.DisabilitySupport.Materials.Keys.Select(key => ($"material.{key}", (string?)"provided"))]);

        Assert.EndsWith("/receipt", clerk.Path, StringComparison.Ordinal);
        Assert.Contains("“残疾人证核发”办成后自动开始", clerk.Main, StringComparison.Ordinal);
        var matter = clerk.Path.Split('/')[2];
        var certificate = (await new CaseDriver(api).CaseAsync(matter)).GetProperty("parts")[0].Text("number")!;
        Assert.Contains(certificate, clerk.Main, StringComparison.Ordinal);
        await clerk.OpenAsync($"/cases/{matter}");
        Assert.NotNull(clerk.Page.QuerySelector($".parts a[href='/cases/{certificate}']"));
        await clerk.OpenAsync($"/cases/{certificate}");
        Assert.NotNull(clerk.Page.QuerySelector($".family a[href='/cases/{matter}']"));
        await clerk.OpenAsync($"/cases?q={matter}");
        Assert.Contains("一件事", clerk.Page.QuerySelector("tbody tr")!.TextContent, StringComparison.Ordinal);
        await TrackAsync(matter, certificate);
    }

    private async Task TrackAsync(string matter, string certificate)
    {
        using var resident = new Visitor(api);
        await resident.OpenAsync($"/track/{matter}");
        await resident.SubmitAsync("track", ("tail", "1234"));
        Assert.Contains("各事项办到哪一步", resident.Main, StringComparison.Ordinal);
        Assert.Contains("残疾人家庭无障碍改造", resident.Main, StringComparison.Ordinal);
        // From the matter to a service and back, without typing anything again.
        await resident.PressAsync("查看");
        Assert.Contains(certificate, resident.Page.QuerySelector(".caption")!.TextContent, StringComparison.Ordinal);
        await resident.PressAsync("查看全部事项");
        Assert.Contains(matter, resident.Page.QuerySelector(".caption")!.TextContent, StringComparison.Ordinal);
    }
}
