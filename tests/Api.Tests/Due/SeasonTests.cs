using System.Net;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Api.Tests.Pages;

namespace OneWindow.Api.Tests.Due;

/// <summary>A service of a season is refused outside of it, with the day on which it is asked for again.</summary>
public sealed class SeasonTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private readonly CaseDriver _driver = new(api);

    [Theory]
    [InlineData("2026-06-30T23:59", "2026-07-01", "2026-09-30")]
    [InlineData("2026-10-01T00:00", "2027-07-01", "2027-09-30")]
    public async Task Out_of_season_nothing_is_registered_and_the_next_time_is_told(string at, string from, string to)
    {
        api.Clock.Set(CaseDriver.Local(at));
        var before = await CountAsync();
        var problem = await (await _driver.PostAsync("window", "/api/cases", Driving.Application.StudentAid.Body)).ProblemAsync(HttpStatusCode.Conflict, "out-of-season");
        Assert.Contains(from, problem.GetProperty("errors").GetProperty("service")[0].GetString(), StringComparison.Ordinal);
        Assert.Contains(to, problem.GetProperty("errors").GetProperty("service")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal(before, await CountAsync());
    }

    [Theory]
    [InlineData("2026-07-01T00:00")]
    [InlineData("2026-09-30T23:59")]
    public async Task Within_the_season_both_days_included_cases_are_registered(string at)
    {
        api.Clock.Set(CaseDriver.Local(at));
        Assert.NotEmpty(await _driver.RegisterAsync(Driving.Application.StudentAid));
    }

    [Fact]
    public async Task The_window_sees_it_before_it_types_anything()
    {
        api.Clock.Set(CaseDriver.Local("2026-11-22T10:00"));
        using var window = await Visitor.SignedInAsync(api, "window");
        await window.OpenAsync("/register/student-aid");
        Assert.Contains("下次受理时间为2027年7月1日至2027年9月30日", window.Main, StringComparison.Ordinal);
        await window.OpenAsync("/register");
        Assert.Contains("下次受理时间为2027年7月1日至2027年9月30日", window.Main, StringComparison.Ordinal);
        Assert.Equal("07-01", (await (await api.ClientAsync("")).JsonAsync("/api/services/student-aid")).GetProperty("season").Text("from"));
    }

    private async Task<int> CountAsync() => (await (await api.ClientAsync("office")).JsonAsync("/api/cases?service=student-aid&size=100")).GetProperty("items").GetArrayLength();
}
