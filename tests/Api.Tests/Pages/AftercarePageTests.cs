using System.Net;
using OneWindow.Api.Tests.Aftercare;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Pages;

/// <summary>What people do after a case was closed, on the pages where they would look for it.</summary>
public sealed class AftercarePageTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task A_resident_rates_on_the_tracking_page_and_can_change_it()
    {
        var number = await ClosedCases.CertificateAsync(api);
        using var resident = await TrackingAsync(number);
        await SubmitAsync(resident, ("stars", "2"), ("text", "跑了三趟"));
        Assert.Equal(HttpStatusCode.OK, resident.Status);
        Assert.Contains("已收到", resident.Main, StringComparison.Ordinal);
        Assert.Contains("跑了三趟", resident.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("1234", resident.Path, StringComparison.Ordinal);
        await SubmitAsync(resident, ("stars", "4"), ("text", "后来很快"));
        Assert.Contains("后来很快", resident.Page.QuerySelector("section q")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rating_without_stars_is_told_beside_the_choice_and_keeps_the_text()
    {
        var number = await ClosedCases.CertificateAsync(api);
        using var resident = await TrackingAsync(number);
        await SubmitAsync(resident, ("text", "还可以"));
        Assert.Equal(HttpStatusCode.BadRequest, resident.Status);
        Assert.Contains("请选择", resident.ErrorAt("stars"), StringComparison.Ordinal);
        Assert.Equal("还可以", resident.Value("text"));
    }

    [Fact]
    public async Task A_window_takes_a_rating_down_on_the_case_page()
    {
        var number = await ClosedCases.CertificateAsync(api);
        using var window = await Visitor.SignedInAsync(api, "window");
        await window.OpenAsync($"/cases/{number}");
        await window.SubmitAsync("rate");
        Assert.Equal(HttpStatusCode.BadRequest, window.Status);
        Assert.Contains("请选择", window.ErrorAt("stars"), StringComparison.Ordinal);
        await window.SubmitAsync("rate", ("stars", "5"), ("text", "满意"));
        Assert.Equal($"/cases/{number}", window.Path);
        Assert.Contains("非常满意", window.Main, StringComparison.Ordinal);
        using var office = await Visitor.SignedInAsync(api, "office");
        await office.OpenAsync("/ledgers/quality");
        Assert.Equal(HttpStatusCode.OK, office.Status);
        Assert.Equal(2, office.Page.QuerySelectorAll("table.list").Length);
    }

    private async Task<Visitor> TrackingAsync(string number)
    {
        var resident = new Visitor(api);
        await resident.OpenAsync($"/track/{number}");
        await resident.SubmitAsync("track", ("tail", "1234"));
        return resident;
    }

    // Several forms of the page go the same way; the one with the stars is meant.
    private static Task SubmitAsync(Visitor resident, params (string Name, string? Value)[] typed) => resident.SubmitWithAsync("stars", typed);
}
