using System.Text.Json.Nodes;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Matters;

/// <summary>A matter that does not fit its services is refused when the folder is read, each finding with its place.</summary>
public sealed class MatterFolderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onewindow-matters-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Everything_that_does_not_fit_the_services_is_found_with_its_place()
    {
        Repository.CopyBuiltInTo(_folder);
        Change("student-family", matter =>
        {
            matter["parts"]![0]!["form"] = JsonNode.Parse("""{"nothing":"familyHardship"}""");
            matter["parts"]![0]!["values"] = JsonNode.Parse("""{"student":"child","colour":"red"}""");
            matter["parts"]![0]!["succeeds"] = JsonNode.Parse("""["praised"]""");
            matter["parts"]![0]!["materials"] = JsonNode.Parse("""{"letter":"id-card"}""");
            matter["materials"]!.AsArray().RemoveAt(2);
        });
        Change("disability-support", matter => matter["parts"]![0]!["service"] = "nowhere");
        Assert.Equal(
            [
                "disability-support/matter.json: parts[0].service",
                "student-family/matter.json: parts[0].form.hardship",
                "student-family/matter.json: parts[0].form.nothing",
                "student-family/matter.json: parts[0].materials.admission-letter",
                "student-family/matter.json: parts[0].materials.letter",
                "student-family/matter.json: parts[0].succeeds",
                "student-family/matter.json: parts[0].values.colour",
            ],
            Places());
    }

    [Fact]
    public void What_a_matter_says_of_itself_is_found_with_its_place()
    {
        Repository.CopyBuiltInTo(_folder);
        Change("disability-support", matter =>
        {
            matter["parts"]![0]!["after"] = "adaptation";
            matter["parts"]![0]!["form"] = JsonNode.Parse("""{"disabilityType":"nowhere"}""");
            matter["parts"]![1]!["earned"] = JsonNode.Parse("""{"disability-certificate":"elsewhere"}""");
            matter["parts"]![1]!["succeeds"] = new JsonArray();
        });
        Change("student-family", matter => matter["workflow"] = "nowhere");
        Assert.Equal(
            [
                "disability-support/matter.json: parts[0].after",
                "disability-support/matter.json: parts[0].form.disabilityType",
                "disability-support/matter.json: parts[1].earned.disability-certificate",
                "disability-support/matter.json: parts[1].succeeds",
                "student-family/matter.json: workflow",
            ],
            Places());
    }

    [Fact]
    public void The_check_goes_on_to_conditions_and_to_the_workflow_that_a_matter_runs()
    {
        Repository.CopyBuiltInTo(_folder);
        Change("disability-support", matter =>
        {
            matter["parts"]![0]!["when"] = "window.open === 1";
            matter["results"]!.AsArray().RemoveAt(1);
        });
        // What has nothing to do with this matter is checked elsewhere.
        string[] needed = ["disability-certificate", "disability-support", "follow-up-visit", "home-adaptation", "matter", "public-notice"];
        foreach (var other in _folder.GetDirectories().Where(d => !needed.Contains(d.Name))) other.Delete(recursive: true);
        foreach (var scenarios in _folder.GetFiles("scenarios.json", SearchOption.AllDirectories)) File.WriteAllText(scenarios.FullName, """{"scenarios":[]}""");
        File.Delete(Path.Combine(_folder.FullName, "aid.json"));
        var check = new FolderCheck(_folder.FullName);
        check.Run();
        Assert.Equal(1, check.Matters);
        Assert.Equal(2, check.Findings.Count);
        Assert.Contains(check.Findings, f => f.StartsWith("disability-support/matter.json: parts.certificate.", StringComparison.Ordinal) && f.Contains("window", StringComparison.Ordinal));
        Assert.Contains(check.Findings, f => f.StartsWith("disability-support/matter.json: [close-some]", StringComparison.Ordinal));
    }

    private List<string> Places() => [.. Assert.Throws<ConfigurationInvalidException>(() => ConfigurationFolder.Read(_folder.FullName)).Findings
        .Select(f => f.Replace(Path.DirectorySeparatorChar, '/')).Select(f => string.Join(": ", f.Split(": ")[..2])).Order(StringComparer.Ordinal)];

    private void Change(string matter, Action<JsonNode> change)
    {
        var path = Path.Combine(_folder.FullName, matter, "matter.json");
        var json = JsonNode.Parse(File.ReadAllText(path))!;
        change(json);
        File.WriteAllText(path, json.ToJsonString());
    }
}
