using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Intake;

/// <summary>Requests that no page sends: each is refused by what is wrong with it, and changes nothing.</summary>
public sealed class OddInputTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private readonly CaseDriver _driver = new(api);

    [Theory]
    [InlineData("materials")]
    [InlineData("consents")]
    public async Task Nothing_in_a_list_is_refused_when_registering(string list)
    {
        var body = Body();
        body[list] = new JsonArray((JsonNode?)null);
        await (await _driver.PostAsync("window", "/api/cases", body)).ProblemAsync(HttpStatusCode.BadRequest, "registration-invalid");
    }

    [Fact]
    public async Task Nothing_in_a_list_is_refused_when_papers_come()
    {
        var number = await _driver.RegisterAsync(Application.Certificate);
        await (await _driver.PostAsync("window", $"/api/cases/{number}/materials", new { materials = new object?[] { null } })).ProblemAsync(HttpStatusCode.BadRequest, "request-invalid");
    }

    [Fact]
    public async Task A_paper_named_twice_or_promised_for_ever_is_refused_with_its_field()
    {
        var number = await _driver.RegisterAsync(Application.Certificate);
        foreach (var (until, code) in new[] { ("2020-01-01", "promise-past"), ("9999-12-31", "promise-too-late") })
        {
            var paper = new { key = "photos", state = "promised", promisedUntil = until };
            var problem = await (await _driver.PostAsync("window", $"/api/cases/{number}/materials", new { materials = new[] { paper, paper } })).ProblemAsync(HttpStatusCode.BadRequest, code);
            Assert.True(problem.GetProperty("errors").TryGetProperty("materials.photos.promisedUntil", out _));
        }
    }

    [Fact]
    public async Task Half_a_character_is_refused()
    {
        var json = Body().ToJsonString().Replace("\"disabilityType\":\"4\"", "\"disabilityType\":\"\\ud800\"", StringComparison.Ordinal);
        Assert.Contains("ud800", json, StringComparison.Ordinal);
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await (await api.ClientAsync("window")).PostAsync(new Uri("/api/cases", UriKind.Relative), content, Answers.Ct);
        await response.ProblemAsync(HttpStatusCode.BadRequest, "request-invalid");
    }

    [Theory]
    [InlineData("/api/cases/count?from=0001-01-01&to=9999-12-31")]
    [InlineData("/api/ledgers/cases?from=0001-01-01&to=0001-01-02")]
    [InlineData("/api/ledgers/cases?to=0001-01-15")]
    [InlineData("/api/ledgers/cases?from=9999-12-31")]
    [InlineData("/api/grants?from=0001-01-01&to=9999-12-31")]
    [InlineData("/api/grants/sums?from=0001-01-01&to=9999-12-31")]
    public async Task The_first_and_the_last_day_of_all_narrow_nothing(string url) =>
        Assert.Equal(HttpStatusCode.OK, (await (await api.ClientAsync("office")).GetAsync(url, Answers.Ct)).StatusCode);

    [Theory]
    [InlineData("/api/cases")]
    [InlineData("/api/tasks?scope=all")]
    public async Task A_mark_of_no_instant_is_refused(string url)
    {
        var mark = System.Buffers.Text.Base64Url.EncodeToString("500000000000000000|x"u8);
        using var response = await (await api.ClientAsync("office")).GetAsync($"{url}{(url.Contains('?', StringComparison.Ordinal) ? '&' : '?')}cursor={mark}", Answers.Ct);
        await response.ProblemAsync(HttpStatusCode.BadRequest, "cursor-invalid");
    }

    private static JsonObject Body() => JsonSerializer.SerializeToNode(Application.Certificate.Body)!.AsObject();
}
