using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Tests.Aftercare;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Api.Tests.Pages;

namespace OneWindow.Api.Tests.Letters;

/// <summary>What a case tells on paper: from the county's templates, kept to the word, for those who may see the case.</summary>
public sealed class LetterTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private readonly CaseDriver _driver = new(api);

    [Fact]
    public async Task A_refusal_gives_its_reasons_and_says_where_and_until_when_to_object()
    {
        var number = await ClosedCases.RefusedAdaptationAsync(api);
        var letter = await LetterAsync(number, "refusal");
        var text = string.Join('\n', letter.GetProperty("text").EnumerateArray().Select(p => p.GetString()));
        Assert.Contains("墙体承重不足", text, StringComparison.Ordinal);
        // 29 September and five natural days end in the National Day holiday, and so on the first working day after it.
        Assert.Contains("2026年10月8日", text, StringComparison.Ordinal);
        Assert.Contains("果洛州残疾人联合会", text, StringComparison.Ordinal);
        Assert.DoesNotContain('{', text);
        Assert.DoesNotMatch(@"\d{17}[\dX]", letter.ToString());
    }

    [Fact]
    public async Task A_certificate_and_the_result_are_printed_and_a_notice_of_gaps_names_all()
    {
        var issued = await ClosedCases.CertificateAsync(api);
        Assert.Equal(["certificate", "decision"], (await ListAsync("office", issued)).Texts("key"));
        api.Clock.Set(CaseDriver.Local("2026-09-29T10:00"));
        var waiting = await _driver.RegisterAsync(Application.Certificate.With("photos", "missing"));
        await _driver.AnswerAsync(waiting, "accept", "gaps", "缺照片", new { missing = new[] { "photos", "household-register" } });
        var notice = (await LetterAsync(waiting, "gap-notice")).ToString();
        Assert.Contains("户口簿", notice, StringComparison.Ordinal);
        Assert.Contains("照片", notice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_letter_that_time_brings_about_names_the_body_that_decided_last_and_not_the_window()
    {
        api.Clock.Set(CaseDriver.Local("2026-09-29T10:00"));
        var number = await _driver.RegisterAsync(Application.Certificate);
        await _driver.AnswerAsync(number, "accept", "gaps", "缺户口簿", new { missing = new[] { "household-register" } });
        await _driver.PassToAsync("2026-10-20T00:00");
        Assert.Equal("withdrawn", (await _driver.CaseAsync(number)).Text("result"));
        var letter = await LetterAsync(number, "decision");
        Assert.Equal("赛来塘镇群团服务站（一门受理窗口）", letter.GetProperty("letter").Text("bodyName"));
    }

    [Fact]
    public async Task Only_who_may_see_the_case_reads_its_letters_and_the_resident_can_tell_a_real_one()
    {
        var number = await ClosedCases.RefusedAdaptationAsync(api);
        var letter = (await LetterAsync(number, "refusal")).GetProperty("letter");
        var stranger = await api.ClientAsync("law-firm.handler");
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/api/cases/{number}/documents", Answers.Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/api/cases/{number}/documents/{letter.Text("id")}", Answers.Ct)).StatusCode);
        var other = await ClosedCases.CertificateAsync(api);
        await (await (await api.ClientAsync("office")).GetAsync($"/api/cases/{other}/documents/{letter.Text("id")}", Answers.Ct)).ProblemAsync(HttpStatusCode.NotFound, "letter-not-found");
        var tracked = (await api.CreateClient().JsonAsync($"/api/track/{number}?tail=1234")).GetProperty("letters").EnumerateArray().Single(l => l.Text("number") == letter.Text("number"));
        Assert.Equal(letter.Text("code"), tracked.Text("code"));
        Assert.DoesNotContain("才让多杰", tracked.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_letter_stays_as_it_was_issued_when_its_template_changes()
    {
        var folder = Directory.CreateTempSubdirectory("onewindow-letters-");
        try
        {
            Repository.CopyBuiltInTo(folder);
            await using var own = new ApiFactory { Settings = new Dictionary<string, string> { ["Workflows:Folder"] = folder.FullName } };
            var number = await ClosedCases.CertificateAsync(own);
            var before = await LetterAsync(own, number, "decision");
            var file = Path.Combine(folder.FullName, "letters.json");
            var json = JsonNode.Parse(await File.ReadAllTextAsync(file, Answers.Ct))!;
            json["letters"]!.AsArray().Single(l => (string?)l!["key"] == "decision")!["text"] = new JsonArray("新的格式：{result}", "一", "二");
            json["letters"]!.AsArray().Single(l => (string?)l!["key"] == "decision")!["textEn"] = new JsonArray("New: {result}", "1", "2");
            await File.WriteAllTextAsync(file, json.ToJsonString(), Answers.Ct);
            await using (var scope = own.Services.CreateAsyncScope())
            {
                var loader = scope.ServiceProvider.GetRequiredService<CatalogueLoader>();
                await loader.ImportAsync(folder.FullName, Answers.Ct);
                await loader.LoadAsync(Answers.Ct);
            }

            Assert.Equal(before.ToString(), (await LetterAsync(own, number, "decision")).ToString());
            Assert.Contains("新的格式", (await LetterAsync(own, await ClosedCases.CertificateAsync(own), "decision")).ToString(), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task The_print_page_has_number_date_code_and_place_for_the_seal()
    {
        var number = await ClosedCases.RefusedAdaptationAsync(api);
        using var window = await Visitor.SignedInAsync(api, "federation-disabled.handler");
        await window.OpenAsync($"/cases/{number}");
        await window.OpenAsync(window.Page.QuerySelectorAll("a[href*='/documents/']").Single(a => a.TextContent.Contains("不予办理", StringComparison.Ordinal)).GetAttribute("href")!);
        Assert.Equal(HttpStatusCode.OK, window.Status);
        var letter = (await LetterAsync(number, "refusal")).GetProperty("letter");
        foreach (var part in new[] { letter.Text("number")!, letter.Text("code")!, "盖章", "2026年9月29日", "墙体承重不足" })
            Assert.Contains(part, window.Main, StringComparison.Ordinal);
        Assert.NotNull(window.Page.QuerySelector("article.sheet svg path"));
    }

    private Task<JsonElement> LetterAsync(string number, string key) => LetterAsync(api, number, key);

    private static async Task<JsonElement> LetterAsync(ApiFactory api, string number, string key)
    {
        var office = await api.ClientAsync("office");
        var letter = (await office.JsonAsync($"/api/cases/{number}/documents")).GetProperty("items").EnumerateArray().Single(l => l.Text("key") == key);
        return await office.JsonAsync($"/api/cases/{number}/documents/{letter.Text("id")}");
    }

    private async Task<JsonElement> ListAsync(string by, string number) => await (await api.ClientAsync(by)).JsonAsync($"/api/cases/{number}/documents");
}
