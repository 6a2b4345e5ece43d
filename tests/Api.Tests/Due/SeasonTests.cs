using System.Net;
using System.Text.Json.Nodes;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Api.Tests.Pages;
using OneWindow.Domain.Catalogue;
using OneWindow.Domain.Errors;

namespace OneWindow.Api.Tests.Due;

/// <summary>A service of a season: outside of it the window is warned, or refused where the service is strict.</summary>
public sealed class SeasonTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private readonly CaseDriver _driver = new(api);

    [Theory]
    [InlineData("2026-06-30T23:59", "2026-07-01", "2026-09-30")]
    [InlineData("2026-10-01T00:00", "2027-07-01", "2027-09-30")]
    public async Task Out_of_season_a_request_is_taken_in_with_a_warning_of_the_next_time(string at, string from, string to)
    {
        api.Clock.Set(CaseDriver.Local(at));
        var registered = await CaseDriver.OkAsync(await _driver.PostAsync("window", "/api/cases", Driving.Application.StudentAid.Body), HttpStatusCode.Created);
        var warning = registered.GetProperty("warnings").EnumerateArray().Single(w => w.Text("code") == "out-of-season");
        Assert.Contains(from, warning.Text("text"), StringComparison.Ordinal);
        Assert.Contains(to, warning.Text("text"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-06-30", true)]
    [InlineData("2026-07-01", false)]
    [InlineData("2026-10-01", true)]
    public void A_strict_season_refuses_outside_of_it(string day, bool refused)
    {
        var document = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "workflows-json", "student-aid", "service.json")))!;
        document["season"]!["strict"] = true;
        var service = ServiceDefinition.Parse(document.ToJsonString());
        var exception = Record.Exception(() => Seasons.RefuseOutside(service, DateOnly.ParseExact(day, "yyyy-MM-dd")));
        Assert.Equal(refused ? "out-of-season" : null, (exception as RefusedException)?.Code);
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
}
