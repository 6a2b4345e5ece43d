using System.Net;
using System.Text.Json;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Api.Tests.Pages;

namespace OneWindow.Api.Tests.Flow;

/// <summary>A service that no code knows of, made of three files: checked, published, and used through pages and interface.</summary>
public sealed class NewServiceTests : IAsyncLifetime
{
    private const string Key = "garden-plot";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onewindow-service-");
    private ApiFactory _api = null!;

    private static string Fixture => Path.Combine(Repository.Root, "tests", "Api.Tests", "Fixtures", Key);

    public ValueTask InitializeAsync()
    {
        Repository.CopyBuiltInTo(_folder);
        Directory.CreateDirectory(Path.Combine(_folder.FullName, Key));
        foreach (var file in Directory.GetFiles(Fixture)) File.Copy(file, Path.Combine(_folder.FullName, Key, Path.GetFileName(file)));
        _api = new ApiFactory { Settings = new Dictionary<string, string> { ["Workflows:Folder"] = _folder.FullName } };
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _api.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>The other services are checked by themselves, and the caps on their grants with them.</summary>
    private void Alone()
    {
        foreach (var other in _folder.GetDirectories().Where(d => d.Name != Key)) other.Delete(recursive: true);
        File.Delete(Path.Combine(_folder.FullName, "aid.json"));
    }

    [Fact]
    public void The_check_finds_nothing_and_runs_its_scenarios()
    {
        Alone();
        var check = new FolderCheck(_folder.FullName);

        check.Run();

        Assert.Empty(check.Findings);
        Assert.Equal((1, 3), (check.Definitions, check.Scenarios));
        Assert.True(check.Combinations > 0);
    }

    [Fact]
    public void A_gap_in_its_routing_is_refused_with_a_case_that_shows_it()
    {
        Alone();
        var file = Path.Combine(_folder.FullName, Key, "workflow.json");
        File.WriteAllText(file, File.ReadAllText(file).Replace("form.size <= 20", "form.size < 20", StringComparison.Ordinal));
        var check = new FolderCheck(_folder.FullName);

        check.Run();

        var finding = Assert.Single(check.Findings);
        Assert.Contains("OW401-route-gap", finding, StringComparison.Ordinal);
        Assert.Contains("面积（平方米） = 20", finding, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_case_goes_through_the_interface_to_its_end()
    {
        var driver = new CaseDriver(_api);
        var number = await driver.RegisterAsync(Plot(size: 30));
        await driver.AnswerAsync(number, "survey", "agree", body: "trade-union");
        await driver.AnswerAsync(number, "survey", "agree", body: "red-cross");
        await driver.AnswerAsync(number, "decide", "give");

        Assert.Equal(("Closed", "granted"), await StandAsync(driver, number));
        Assert.Equal("已认领", (await _api.CreateClient().JsonAsync($"/api/track/{number}?tail=1234")).Text("resultName"));
    }

    [Fact]
    public async Task A_case_goes_through_the_pages_to_its_end()
    {
        using var window = await Visitor.SignedInAsync(_api, "window");
        await window.OpenAsync($"/register/{Key}");
        await window.SubmitAsync("register",
            ("applicant.name", "李四"), ("applicant.idNumber", Registrations.IdNumber), ("applicant.phone", "13800001234"),
            ("applicant.area", "632622100001"), ("form.size", "8"), ("material.id-card", "provided"));
        Assert.EndsWith("/receipt", window.Path, StringComparison.Ordinal);
        var number = window.Path.Split('/')[^2];

        using var lead = await Visitor.SignedInAsync(_api, "science-association.handler");
        await lead.OpenAsync($"/cases/{number}");
        Assert.Contains("种植指导由科协牵头", lead.Main, StringComparison.Ordinal);
        await lead.OpenAsync(lead.Page.QuerySelector(".cards a")!.GetAttribute("href")!);
        Assert.Contains("审核", lead.Heading, StringComparison.Ordinal);
        await lead.SubmitAsync("decide", ("outcome", "give"));

        Assert.Equal(HttpStatusCode.OK, lead.Status);
        Assert.Equal(("Closed", "granted"), await StandAsync(new CaseDriver(_api), number));
    }

    [Fact]
    public async Task An_edited_row_routes_the_next_case_and_running_cases_keep_theirs()
    {
        var driver = new CaseDriver(_api);
        var before = await driver.RegisterAsync(Plot(size: 30));
        var edited = File.ReadAllText(Path.Combine(Fixture, "workflow.json"))
            .Replace("form.size <= 20", "form.size <= 50", StringComparison.Ordinal).Replace("form.size > 20", "form.size > 50", StringComparison.Ordinal);
        await CaseDriver.OkAsync(await PostTextAsync("/api/workflows", edited), HttpStatusCode.Created);
        await CaseDriver.OkAsync(await driver.PostAsync("admin", $"/api/workflows/{Key}/publish", null));
        var after = await driver.RegisterAsync(Plot(size: 30));

        Assert.Equal(["survey", "survey"], CaseDriver.Open(await driver.CaseAsync(before)));
        Assert.Equal(["decide"], CaseDriver.Open(await driver.CaseAsync(after)));
    }

    [Fact]
    public async Task An_edit_that_leaves_a_gap_is_not_published()
    {
        var driver = new CaseDriver(_api);
        var edited = File.ReadAllText(Path.Combine(Fixture, "workflow.json")).Replace("form.size > 20", "form.size > 25", StringComparison.Ordinal);
        await CaseDriver.OkAsync(await PostTextAsync("/api/workflows", edited), HttpStatusCode.Created);

        var refused = await (await driver.PostAsync("admin", $"/api/workflows/{Key}/publish", null)).ProblemAsync(HttpStatusCode.BadRequest, "definition-invalid");

        Assert.Contains("OW401-route-gap", refused.GetProperty("errors").ToString(), StringComparison.Ordinal);
        Assert.Equal(["survey", "survey"], CaseDriver.Open(await driver.CaseAsync(await driver.RegisterAsync(Plot(size: 22)))));
    }

    private static Application Plot(int size) => new()
    {
        Service = Key,
        Form = new { size },
        Materials = new Dictionary<string, string> { ["id-card"] = "provided" },
        Phone = "13897001234",
    };

    private async Task<HttpResponseMessage> PostTextAsync(string url, string json)
    {
        using var content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        return await (await _api.ClientAsync("admin")).PostAsync(url, content, Answers.Ct);
    }

    private static async Task<(string?, string?)> StandAsync(CaseDriver driver, string number)
    {
        JsonElement found = await driver.CaseAsync(number);
        return (found.Text("status"), found.Text("result"));
    }
}
