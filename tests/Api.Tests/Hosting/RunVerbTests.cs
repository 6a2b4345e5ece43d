using System.Text.Json;
using OneWindow.Api.Hosting;

namespace OneWindow.Api.Tests.Hosting;

/// <summary>-- run FILE: lines first, then one line of JSON, and nothing else.</summary>
public sealed class RunVerbTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Workflows.Tests", "Elsa");

    [Theory]
    [InlineData("counter")]
    [InlineData("token")]
    public void Prints_the_lines_and_where_the_workflow_stands(string mode)
    {
        var (code, output, _) = Run(File("route"), "--input", """{"Amount":250}""", "--mode", mode);

        Assert.Equal(0, code);
        Assert.Equal(["review", """{"status":"Finished","subStatus":"Finished","output":{},"bookmarks":[],"incidents":[]}"""], output);
    }

    [Fact]
    public void Says_what_a_waiting_workflow_waits_for()
    {
        var (_, output, _) = Run(File("early-event"));
        var report = JsonElement.Parse(Assert.Single(output));

        Assert.Equal(("Running", "Suspended"), (report.GetProperty("status").GetString(), report.GetProperty("subStatus").GetString()));
        var bookmark = Assert.Single(report.GetProperty("bookmarks").EnumerateArray());
        Assert.Equal(("Elsa.Delay", "hop"), (bookmark.GetProperty("name").GetString(), bookmark.GetProperty("activityId").GetString()));
        Assert.True(bookmark.GetProperty("dueAt").TryGetDateTimeOffset(out _));
    }

    [Fact]
    public void Resumes_everything_and_finds_children_in_a_folder()
    {
        var (code, output, _) = Run(File("parent"), "--with", Folder, "--resume-all");

        Assert.Equal(0, code);
        Assert.Equal(["quick now", "Finished said now", "child ab", "child ends ab", "parent got abab", "quick 1", "quick 2", "one child done", "one child done", "end"], output[..^1]);
        Assert.Equal("Finished", JsonElement.Parse(output[^1]).GetProperty("status").GetString());
    }

    [Fact]
    public void A_child_that_is_nowhere_is_an_incident()
    {
        var (code, output, _) = Run(File("parent"));

        Assert.Equal(0, code);
        var incident = Assert.Single(JsonElement.Parse(output[^1]).GetProperty("incidents").EnumerateArray());
        Assert.Equal("workflow-unknown", incident.GetProperty("code").GetString());
    }

    [Fact]
    public void A_definition_with_errors_says_which_and_prints_nothing_else()
    {
        var (code, output, errors) = Run(File("uses-approval"));

        Assert.Equal(1, code);
        Assert.Empty(output);
        Assert.Contains("OW101-unknown-activity", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no-such-file", 1)]
    [InlineData("--mode", 2)]
    [InlineData("", 2)]
    [InlineData("FILE --mode both", 2)]
    [InlineData("FILE --input [1]", 2)]
    [InlineData("FILE --input {", 2)]
    [InlineData("FILE --with nowhere", 2)]
    [InlineData("FILE --fast", 2)]
    [InlineData("FILE --input {\"Amount\":\"much\"}", 1)]
    public void A_wrong_command_line_is_told_in_one_line(string line, int expected)
    {
        var (code, output, errors) = Run(line.Replace("FILE", File("route"), StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(expected, code);
        Assert.Empty(output);
        Assert.Single(errors);
    }

    private static (int Code, string[] Output, string[] Errors) Run(params string[] args)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = RunVerb.Run(args, output, errors);
        return (code, Lines(output), Lines(errors));
    }

    private static string[] Lines(StringWriter writer) => writer.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

    private static string File(string name) => Path.Combine(Folder, $"{name}.json");
}
