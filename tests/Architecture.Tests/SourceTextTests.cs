namespace OneWindow.Architecture.Tests;

/// <summary>What no compiler looks at: length of files, traces of one machine, waiting by the clock, work left undone.</summary>
public sealed class SourceTextTests
{
    private const int MostLines = 400;

    // Put together from parts, so that this file does not find itself.
    private static readonly string[] MachinePaths = ["/ro" + "ot/", "/wo" + "rk/", "/ho" + "me/", "/Us" + "ers/", "/tm" + "p/", @"C:\Us" + "ers"];
    private static readonly string[] Unfinished = ["TO" + "DO", "FIX" + "ME", "NotImplemented" + "Exception"];
    private static readonly string[] Waits = ["Thread.Sl" + "eep", "Task.De" + "lay", "Thread.Spin" + "Wait"];
    private static readonly string[] Clocks = ["DateTime.No" + "w", "DateTime.Utc" + "Now", "DateTimeOffset.No" + "w", "DateTimeOffset.Utc" + "Now", "Guid.New" + "Guid"];

    private static readonly string[] TextFiles =
        [".cs", ".razor", ".csproj", ".props", ".targets", ".json", ".md", ".sh", ".css", ".js", ".yml", ".yaml", ".txt", ".svg", ".resx", ""];

    [Fact]
    public void No_source_file_is_too_long_to_read()
    {
        var files = Repository.Files("src", ".cs", ".razor", ".js", ".css").Where(path => !path.Contains("/Migrations/", StringComparison.Ordinal)).ToList();

        Assert.True(files.Count > 20);
        Assert.DoesNotContain(files, path => Repository.Lines(path).Length > MostLines);
    }

    [Fact]
    public void No_file_names_a_folder_of_one_machine() =>
        AssertNone(Repository.Files("", TextFiles).Where(path => !path.EndsWith("packages.lock.json", StringComparison.Ordinal)), MachinePaths, atLeast: 50);

    [Fact]
    public void Nothing_is_left_to_be_done_later() =>
        AssertNone([.. Repository.Files("src", ".cs", ".razor", ".js"), .. Repository.Files("tests", ".cs")], Unfinished, atLeast: 40);

    [Fact]
    public void Tests_wait_for_conditions_and_never_for_time_to_pass() =>
        // The drills in tests/Faults are about time that passes: a server that stands still, a moment that is random.
        AssertNone(Repository.Files("tests", ".cs").Where(path => !path.StartsWith("tests/Faults/", StringComparison.Ordinal)), Waits, atLeast: 15);

    /// <summary>The analyzer that bans clocks does not look into pages.</summary>
    [Fact]
    public void No_code_or_page_reads_the_clock_by_itself() =>
        AssertNone(Repository.Files("src", ".cs", ".razor"), Clocks, atLeast: 20);

    [Fact]
    public void Namespaces_are_file_scoped()
    {
        var files = Repository.Files("src", ".cs").Where(path => !path.Contains("/Migrations/", StringComparison.Ordinal)).ToList();

        Assert.True(files.Count > 20);
        Assert.DoesNotContain(files, path => Repository.Lines(path).Any(line => line.StartsWith("namespace ", StringComparison.Ordinal) && !line.EndsWith(';')));
    }

    private static void AssertNone(IEnumerable<string> files, string[] words, int atLeast)
    {
        var looked = files.ToList();
        var found = looked.SelectMany(path => Repository.Lines(path).Select((line, index) => (Where: $"{path}:{index + 1}", line)))
            .Where(place => words.Any(word => place.line.Contains(word, StringComparison.Ordinal)))
            .Select(place => place.Where);

        Assert.True(looked.Count >= atLeast, $"Only {looked.Count} files were looked at.");
        Assert.Empty(found);
    }
}
