using System.Net;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Api.Tests.Pages;

namespace OneWindow.Api.Tests.Intake;

/// <summary>一次性告知: all gaps in one notice, and a later one that names an old gap is seen by those who supervise.</summary>
public sealed class LateGapTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private readonly CaseDriver _driver = new(api);

    [Fact]
    public async Task A_second_notice_that_names_an_old_gap_is_flagged_on_case_list_and_record()
    {
        var number = await ToldTwiceAsync("household-register");
        var entry = Assert.Single(await _driver.EntriesAsync(number, "gap-told-late"));
        Assert.Equal(["household-register"], entry.GetProperty("detail").GetProperty("materials").EnumerateArray().Select(m => m.GetString()));
        var later = Assert.Single((await _driver.CaseAsync(number)).GetProperty("notice").GetProperty("later").EnumerateArray());
        Assert.Equal("household-register", later.GetProperty("old")[0].Text("key"));
        Assert.Contains(number, (await (await api.ClientAsync("office")).JsonAsync("/api/cases?gapsToldLate=true")).Texts("number"));

        using var office = await Visitor.SignedInAsync(api, "office");
        await office.OpenAsync("/cases?gapsToldLate=true");
        Assert.Contains("未一次告知", office.Page.QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
        await office.OpenAsync($"/cases/{number}");
        Assert.Contains("未一次告知", office.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_notice_of_what_is_still_missing_is_not_flagged()
    {
        var number = await ToldTwiceAsync("photos");
        Assert.Empty(await _driver.EntriesAsync(number, "gap-told-late"));
        Assert.DoesNotContain(number, (await (await api.ClientAsync("office")).JsonAsync("/api/cases?gapsToldLate=true")).Texts("number"));
    }

    [Fact]
    public async Task The_notice_lists_every_gap_with_what_it_must_be_like()
    {
        var number = await _driver.RegisterAsync(Application.Certificate.With("photos", "missing").With("household-register", "missing"));
        using var visitor = await Visitor.SignedInAsync(api, "window");
        await visitor.OpenAsync($"/cases/{number}/notice");
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        var gaps = visitor.Page.QuerySelectorAll("article li").Select(li => li.TextContent).ToList();
        Assert.Equal(2, gaps.Count);
        Assert.Contains(gaps, g => g.Contains("户口簿", StringComparison.Ordinal) && g.Contains("原件和复印件", StringComparison.Ordinal));
        Assert.Contains(gaps, g => g.Contains("照片", StringComparison.Ordinal) && g.Contains("容缺受理", StringComparison.Ordinal));
        Assert.NotNull(visitor.Page.QuerySelector("[data-print]"));
    }

    /// <summary>Registered with the photos missing, and at acceptance told to lack another paper.</summary>
    private async Task<string> ToldTwiceAsync(string material)
    {
        var number = await _driver.RegisterAsync(Application.Certificate.With("photos", "missing"));
        await _driver.AnswerAsync(number, "accept", "gaps", "材料不齐", new { missing = new[] { material } });
        return number;
    }
}
