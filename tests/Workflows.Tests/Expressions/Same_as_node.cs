using System.Text;

namespace OneWindow.Workflows.Tests.Expressions;

/// <summary>Every snippet gives the same value, or the same kind of error, as in Node.</summary>
public sealed class Same_as_node
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Expressions", "Snippets");

    public static TheoryData<string> Topics() => [.. Directory.GetFiles(Folder, "*.txt").Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Topics))]
    public async Task Handwritten_snippets_of_a_topic_give_the_same(string topic)
    {
        var snippets = Read(topic);
        Assert.True(snippets.Count >= 10, $"{topic} has only {snippets.Count} snippets");
        await Compare(snippets);
    }

    [Fact]
    public void There_are_at_least_1200_handwritten_snippets()
    {
        var count = Topics().Sum(topic => Read(topic.Data).Distinct(StringComparer.Ordinal).Count());
        Assert.True(count >= 1200, $"There are {count}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Generated_snippets_give_the_same(int seed)
    {
        var generator = new SnippetGenerator(seed);
        await Compare([.. Enumerable.Range(0, 1500).Select(_ => generator.Next())]);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public async Task Generated_programs_give_the_same(int seed)
    {
        var generator = new ProgramGenerator(seed);
        await Compare([.. Enumerable.Range(0, 500).Select(_ => generator.Next())]);
    }

    private static async Task Compare(List<string> snippets)
    {
        var expected = await Node.Outcomes(snippets, TestContext.Current.CancellationToken);
        var differences = new StringBuilder();
        for (var i = 0; i < snippets.Count; i++)
        {
            var actual = Outcome.Of(snippets[i]);
            if (!IsSame(actual, expected[i])) differences.Append($"{snippets[i]}\n    node: {expected[i]}\n    ours: {actual}\n");
        }
        Assert.True(differences.Length == 0, differences.ToString(0, Math.Min(differences.Length, 8000)));
    }

    /// <summary>A text too long is a RangeError in Node, and ends the run here, where less is too much.</summary>
    private static bool IsSame(string actual, string expected) =>
        actual == expected || (actual == "stopped script-memory" && expected == "throws RangeError");

    /// <summary>One snippet a line; a line of four dashes begins and ends one of many lines; a hash begins a remark.</summary>
    private static List<string> Read(string topic)
    {
        var snippets = new List<string>();
        StringBuilder? block = null;
        foreach (var line in File.ReadLines(Path.Combine(Folder, topic)))
        {
            if (line == "----")
            {
                if (block is not null) snippets.Add(block.ToString());
                block = block is null ? new StringBuilder() : null;
            }
            else if (block is not null) block.Append(line).Append('\n');
            else if (line.Length > 0 && !line.StartsWith("# ", StringComparison.Ordinal)) snippets.Add(line);
        }
        return snippets;
    }
}
