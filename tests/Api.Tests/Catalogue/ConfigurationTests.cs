using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Storage.Records;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Catalogue;

public sealed class ConfigurationTests(ApiFactory api) : IClassFixture<ApiFactory>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onewindow-configuration-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_same_files_are_stored_once()
    {
        await ImportAsync(Repository.BuiltIn);
        var numbers = await api.WithDbAsync(db => db.Documents.Where(d => d.Kind == DocumentKind.Calendar).Select(d => d.Number).ToListAsync(Answers.Ct));
        Assert.Equal([1], numbers);
    }

    [Fact]
    public async Task A_changed_file_becomes_a_version_and_the_old_one_stays_for_those_who_pinned_it()
    {
        Repository.CopyBuiltInTo(_folder);
        Change("legal-aid/service.json", service => service["name"] = "法律援助（新）");
        await ImportAsync(_folder.FullName);
        var catalogue = api.Services.GetRequiredService<CurrentCatalogue>().Current;
        Assert.Equal(("法律援助（新）", 2), (catalogue.Service("legal-aid")!.Definition.Name, catalogue.Service("legal-aid")!.Version));
        Assert.Equal("法律援助", catalogue.Service("legal-aid", 1)!.Definition.Name);
        Assert.Equal(1, catalogue.Workflow("legal-aid")!.Version);

        // The first text again: it was a version before, and what was published since stays in force.
        await ImportAsync(Repository.BuiltIn);
        Assert.Equal(2, api.Services.GetRequiredService<CurrentCatalogue>().Current.Service("legal-aid")!.Version);
    }

    [Fact]
    public void Everything_wrong_is_listed_with_its_file()
    {
        Repository.CopyBuiltInTo(_folder);
        Change("legal-aid/service.json", service => service["limits"]![0]!["limit"] = "soon");
        Change("temporary-relief/workflow.json", workflow => workflow["definitionId"] = "other");
        File.WriteAllText(Path.Combine(_folder.FullName, "calendar.json"), "{");
        File.Delete(Path.Combine(_folder.FullName, "organisations.json"));
        var invalid = Assert.Throws<ConfigurationInvalidException>(() => ConfigurationFolder.Read(_folder.FullName));
        foreach (var part in new[] { "limits[0].limit", "definitionId", "calendar.json", "organisations.json: missing" })
            Assert.Contains(invalid.Findings, f => f.Contains(part, StringComparison.Ordinal));
        Assert.All(invalid.Findings, f => Assert.Contains(f, invalid.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_definition_that_is_not_sound_is_refused_with_the_way_to_its_defect()
    {
        Repository.CopyBuiltInTo(_folder);
        Change("legal-aid/workflow.json", workflow => workflow["root"]!["activities"]!.AsArray().Single(a => (string?)a!["id"] == "close-advised")!["type"] = "Elsa.WriteLine");

        var invalid = await Assert.ThrowsAsync<ConfigurationInvalidException>(() => ImportAsync(_folder.FullName));

        Assert.Contains(invalid.Findings, f => f.Contains("OW307-not-closed", StringComparison.Ordinal) && f.Contains("“accept” (接待受理) was answered out-of-scope", StringComparison.Ordinal));
    }

    [Fact]
    public void A_definition_that_could_not_run_is_refused_and_its_step_named()
    {
        Repository.CopyBuiltInTo(_folder);
        Change("legal-aid/workflow.json", workflow => workflow["root"]!["activities"]![0]!["type"] = "Acme.Teleport");
        var step = (string)JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.BuiltIn, "legal-aid", "workflow.json")))!["root"]!["activities"]![0]!["id"]!;
        var invalid = Assert.Throws<ConfigurationInvalidException>(() => ConfigurationFolder.Read(_folder.FullName));
        Assert.Contains(invalid.Findings, f => f.Contains("OW101-unknown-activity", StringComparison.Ordinal) && f.Contains($"[{step}]", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_another_node_published_is_taken_over()
    {
        Repository.CopyBuiltInTo(_folder);
        Change("temporary-relief/service.json", service => service["name"] = "临时救助（另一节点）");
        await using var scope = api.Services.CreateAsyncScope();
        var loader = scope.ServiceProvider.GetRequiredService<CatalogueLoader>();
        await loader.ImportAsync(_folder.FullName, Answers.Ct);
        var before = api.Services.GetRequiredService<CurrentCatalogue>().Current;
        await loader.RefreshAsync(Answers.Ct);
        var after = api.Services.GetRequiredService<CurrentCatalogue>().Current;
        Assert.NotEqual("临时救助（另一节点）", before.Service("temporary-relief")!.Definition.Name);
        Assert.Equal("临时救助（另一节点）", after.Service("temporary-relief")!.Definition.Name);
        await loader.RefreshAsync(Answers.Ct);
        Assert.Same(after, api.Services.GetRequiredService<CurrentCatalogue>().Current);
    }

    [Fact]
    public void Line_ends_do_not_make_a_version()
    {
        Repository.CopyBuiltInTo(_folder);
        var before = ConfigurationFolder.Read(_folder.FullName).Select(d => d.Hash).ToList();
        var file = Path.Combine(_folder.FullName, "calendar.json");
        File.WriteAllText(file, File.ReadAllText(file).ReplaceLineEndings("\r\n"));
        Assert.Equal(before, ConfigurationFolder.Read(_folder.FullName).Select(d => d.Hash));
    }

    private async Task ImportAsync(string folder)
    {
        await using var scope = api.Services.CreateAsyncScope();
        var loader = scope.ServiceProvider.GetRequiredService<CatalogueLoader>();
        await loader.ImportAsync(folder, Answers.Ct);
        await loader.LoadAsync(Answers.Ct);
    }

    private void Change(string file, Action<JsonNode> change)
    {
        var path = Path.Combine(_folder.FullName, file);
        var json = JsonNode.Parse(File.ReadAllText(path))!;
        change(json);
        File.WriteAllText(path, json.ToJsonString());
    }
}
