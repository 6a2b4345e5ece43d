using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Flow;

/// <summary>Who gets the first steps of a case, by where the applicant lives. The table is written by hand from organisations.json.</summary>
public sealed class RoutingTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private readonly CaseDriver _driver = new(api);

    /// <summary>A village of each township; its window, which 知钦乡 lacks and 多贡麻乡 serves; its government.</summary>
    public static TheoryData<string, string, string> Townships => new()
    {
        { "632622100200", "sailaitang-station", "sailaitang-government" },
        { "632622200202", "duogongma-station", "duogongma-government" },
        { "632622201203", "makehe-station", "makehe-government" },
        { "632622202200", "jika-station", "jika-government" },
        { "632622203204", "daka-station", "daka-government" },
        { "632622204203", "duogongma-station", "zhiqin-government" },
        { "632622205202", "jiangritang-station", "jiangritang-government" },
        { "632622206205", "yaertang-station", "yaertang-government" },
        { "632622207204", "dengta-station", "dengta-government" },
    };

    [Theory]
    [MemberData(nameof(Townships))]
    public async Task A_certificate_is_accepted_by_the_townships_window_and_handled_by_the_county(string village, string window, string government)
    {
        Assert.EndsWith("-government", government, StringComparison.Ordinal);
        var number = await RegisterAsync(Application.Certificate, village);
        await ExpectAsync(number, "accept", window, "clerk");
        await _driver.AnswerAsync(number, "accept", "complete");
        await ExpectAsync(number, "designate", "federation-disabled", "handler");
    }

    [Theory]
    [MemberData(nameof(Townships))]
    public async Task Relief_is_accepted_by_the_townships_window_and_handled_by_its_government(string village, string window, string government)
    {
        var number = await RegisterAsync(Application.Relief, village);
        await ExpectAsync(number, "accept", window, "clerk");
        await _driver.AnswerAsync(number, "accept", "complete");
        await ExpectAsync(number, "triage", government, "handler");
    }

    [Theory]
    [MemberData(nameof(Townships))]
    public async Task Legal_aid_is_accepted_and_handled_by_the_county_wherever_the_applicant_lives(string village, string window, string government)
    {
        var number = await RegisterAsync(Application.LegalAid, village);
        await ExpectAsync(number, "accept", "county-station", "clerk");
        await _driver.AnswerAsync(number, "accept", "complete");
        await ExpectAsync(number, "urgent", "legal-aid", "handler");
        var bodies = (await _driver.CaseAsync(number)).GetProperty("bodies").EnumerateArray().Select(b => b.GetString()).ToList();
        Assert.DoesNotContain(window, bodies);
        Assert.DoesNotContain(government, bodies);
    }

    [Theory]
    [InlineData("632622202200", "jika-01-committee")]
    [InlineData("632622202204", "jika-government")]
    [InlineData("632622207204", "dengta-government")]
    public async Task A_notice_hangs_in_the_village_or_where_it_has_no_committee_at_the_township(string village, string body)
    {
        var number = await RegisterAsync(Application.Relief, village);
        await _driver.AnswerAsync(number, "accept", "complete");
        await _driver.AnswerAsync(number, "triage", "ordinary");
        await _driver.AnswerAsync(number, "investigate", "support", data: new { proposed = 900 });
        await ExpectAsync(number, "publicity", body, "handler");
    }

    private Task<string> RegisterAsync(Application application, string village) => _driver.RegisterAsync(application with { Area = village });

    private async Task ExpectAsync(string number, string step, string body, string role)
    {
        var task = await _driver.TaskAsync(number, step);
        Assert.Equal((body, role), (task.Text("body"), task.Text("role")));
    }
}
