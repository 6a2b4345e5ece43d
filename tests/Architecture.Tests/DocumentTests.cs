using System.Text.RegularExpressions;

namespace OneWindow.Architecture.Tests;

/// <summary>Documents lead to things that exist, decisions have one form, services have all their files.</summary>
public sealed partial class DocumentTests
{
    [Fact]
    public void Links_between_documents_lead_somewhere()
    {
        var links = Repository.Files("", ".md")
            .SelectMany(page => Link().Matches(Repository.Read(page)).Select(match => (Page: page, Target: match.Groups["target"].Value)))
            .Where(link => !link.Target.Contains(':', StringComparison.Ordinal))
            .ToList();

        Assert.True(links.Count > 5);
        Assert.DoesNotContain(links, link => !Exists(link.Page, link.Target));
    }

    [Fact]
    public void Decisions_are_numbered_without_gaps_and_fit_one_page()
    {
        var records = Repository.Files("docs/adr", ".md");

        Assert.True(records.Count >= 11);
        Assert.Equal(Enumerable.Range(1, records.Count), records.Select(path => int.Parse(Path.GetFileName(path)[..4])));
        foreach (var path in records)
        {
            var text = Repository.Read(path);
            Assert.Matches(@"\A# \d+\. ", text);
            Assert.Contains("Status: ", text, StringComparison.Ordinal);
            Assert.Matches(@"Date: \d{4}-\d{2}-\d{2}", text);
            Assert.All(["## Context", "## Decision", "## Consequences"], heading => Assert.Contains(heading, text, StringComparison.Ordinal));
            Assert.True(text.Length <= 4000, $"{path} is longer than a page.");
        }
    }

    [Fact]
    public void A_service_folder_has_its_three_files_and_a_shared_workflow_or_a_matter_one_of_its_own()
    {
        var folders = Directory.GetDirectories(Path.Combine(Repository.Root, "workflows-json"));

        Assert.NotEmpty(folders);
        Assert.All(folders, folder => Assert.Contains(string.Join(", ", Directory.GetFiles(folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)), new[] { "scenarios.json, service.json, workflow.json", "workflow.json", "matter.json" }));
    }

    private static bool Exists(string page, string target)
    {
        var path = Path.Combine(Repository.Root, Path.GetDirectoryName(page)!, target.Split('#')[0]);
        return target.StartsWith('#') || File.Exists(path) || Directory.Exists(path);
    }

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Link();
}
