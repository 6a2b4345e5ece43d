using System.Text.RegularExpressions;
using OneWindow.Workflows.Tests.Execution;

namespace OneWindow.Workflows.Tests.Definitions;

/// <summary>docs/findings.md lists every finding, and each has a test.</summary>
public sealed partial class Findings_list
{
    [Fact]
    public void Names_every_code_of_the_source_and_no_other() => Assert.Equal(Codes("../src/Workflows", "*.cs"), Codes("../docs", "findings.md"));

    [Fact]
    public void Has_a_test_for_every_code() => Assert.Empty(Codes("../src/Workflows", "*.cs").Except(Codes("../tests/Workflows.Tests", "*.cs")));

    private static SortedSet<string> Codes(string folder, string pattern) => new(
        Directory.EnumerateFiles(Chart.Folder(folder), pattern, SearchOption.AllDirectories)
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal))
            .SelectMany(f => Code().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value)),
        StringComparer.Ordinal);

    [GeneratedRegex("""["`](OW[0-9]{3}-[a-z-]+)["`]""")]
    private static partial Regex Code();
}
