using System.Text.Json.Nodes;
using OneWindow.Workflows.Analysis.Diff;
using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Tests.Execution;

namespace OneWindow.Workflows.Tests.Analysis.Diff;

/// <summary>What two versions of a definition differ in, said in words.</summary>
public sealed class DiffInWords
{
    private static readonly EditedService Service = new("disability-certificate");

    private static IReadOnlyList<DiffEntry> After(params Action<JsonObject>[] changes) =>
        DefinitionDiff.Between(DefinitionReader.Read(Service.Json), Service.With(changes));

    [Fact]
    public void A_version_does_not_differ_from_itself() => Assert.Empty(After());

    [Fact]
    public void A_limit_is_said_in_working_days()
    {
        var entry = Assert.Single(After(d => EditedService.Set(EditedService.Step(d, "review"), "limit", "5wd")));

        Assert.Equal((DiffKind.LimitChanged, "review"), (entry.Kind, entry.ActivityId));
        Assert.Matches("“审核.*”：时限由[0-9]+个工作日改为5个工作日。", entry.Text.Zh);
        Assert.Matches("“Review.*”: the limit changes from [0-9]+ working days to 5 working days\\.", entry.Text.En);
    }

    [Fact]
    public void An_added_step_with_its_arrows_is_told_in_order()
    {
        var entries = After(EditedService.Doubled("review", "approve", "second-review"));

        Assert.Equal([(DiffKind.StepAdded, "second-review"), (DiffKind.ConnectionRerouted, "review")], entries.Take(2).Select(e => (e.Kind, e.ActivityId!)));
        Assert.NotEmpty(entries.Skip(2));
        Assert.All(entries.Skip(2), e => Assert.Equal((DiffKind.ConnectionAdded, "second-review"), (e.Kind, e.ActivityId!)));
    }

    [Fact]
    public void A_removed_step_takes_its_own_arrows_with_it()
    {
        var entries = After(EditedService.Removed("review"));

        Assert.Equal(DiffKind.StepRemoved, entries[0].Kind);
        Assert.All(entries.Skip(1), e => Assert.Equal(DiffKind.ConnectionRemoved, e.Kind));
        Assert.DoesNotContain(entries.Skip(1), e => e.ActivityId == "review");
    }

    [Fact]
    public void An_outcome_added_removed_or_renamed_is_told_one_by_one()
    {
        var entries = After(d =>
        {
            var outcomes = JsonNode.Parse((string)EditedService.Step(d, "review")["outcomes"]!["expression"]!["value"]!)!.AsArray();
            outcomes[0]!["name"] = "同意办理";
            outcomes.RemoveAt(1);
            outcomes.Add((JsonNode)new JsonObject { ["key"] = "defer", ["name"] = "暂缓" });
            EditedService.Set(EditedService.Step(d, "review"), "outcomes", outcomes.ToJsonString());
        });

        Assert.Equal([DiffKind.OutcomeRemoved, DiffKind.OutcomeAdded, DiffKind.OutcomeChanged], entries.Select(e => e.Kind));
        Assert.Contains("“暂缓”(defer)", entries[1].Text.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_of_another_type_or_in_another_container_is_the_same_step()
    {
        const string One = """{"definitionId":"d","root":{"id":"s","type":"Elsa.Sequence","activities":[{"id":"a","type":"Elsa.WriteLine"},{"id":"b","type":"Elsa.WriteLine"},{"id":"t","type":"Elsa.Sequence","activities":[]}]}}""";
        const string Two = """{"definitionId":"d","root":{"id":"s","type":"Elsa.Sequence","activities":[{"id":"b","type":"Elsa.Start"},{"id":"t","type":"Elsa.Sequence","activities":[{"id":"a","type":"Elsa.WriteLine"}]}]}}""";

        var entries = DefinitionDiff.Between(DefinitionReader.Read(One), DefinitionReader.Read(Two));

        Assert.Equal([(DiffKind.TypeChanged, "b"), (DiffKind.StepMoved, "a")], entries.Select(e => (e.Kind, e.ActivityId!)));
    }

    [Fact]
    public void A_changed_order_in_a_sequence_is_told()
    {
        static string Sequence(string first, string second) =>
            $$$"""{"definitionId":"d","root":{"id":"s","type":"Elsa.Sequence","activities":[{"id":"{{{first}}}","type":"Elsa.WriteLine"},{"id":"{{{second}}}","type":"Elsa.WriteLine"}]}}""";

        Assert.Equal(DiffKind.OrderChanged, Assert.Single(DefinitionDiff.Between(DefinitionReader.Read(Sequence("a", "b")), DefinitionReader.Read(Sequence("b", "a")))).Kind);
    }

    [Fact]
    public void Variables_inputs_and_expressions_are_told()
    {
        static string Definition(string type, string script, string inputs) =>
            $$$"""{"definitionId":"d","variables":[{"id":"n","name":"n","typeName":"{{{type}}}"}],"inputs":[{{{inputs}}}],"root":{"id":"w","type":"Elsa.WriteLine","text":{"typeName":"String","expression":{"type":"JavaScript","value":"{{{script}}}"} } } }""";

        var entries = DefinitionDiff.Between(
            DefinitionReader.Read(Definition("Int32", "1 + 1", """{"name":"A","type":"String"}""")),
            DefinitionReader.Read(Definition("String", "1 + 2", """{"name":"B","type":"String"}""")));

        Assert.Equal([DiffKind.VariableChanged, DiffKind.InputRemoved, DiffKind.InputAdded, DiffKind.ExpressionChanged], entries.Select(e => e.Kind));
        Assert.Contains("JavaScript “1 + 2”", entries[3].Text.En, StringComparison.Ordinal);
    }

    /// <summary>No change of what a definition does goes unsaid: every single text, number and flag is changed in turn.</summary>
    [Theory]
    [InlineData("disability-certificate")]
    [InlineData("legal-aid")]
    [InlineData("temporary-relief")]
    public void Whatever_is_changed_is_told(string service)
    {
        var json = File.ReadAllText(Chart.Folder($"{service}/workflow.json"));
        var from = DefinitionReader.Read(json);
        var changes = 0;
        foreach (var path in Leaves(JsonNode.Parse(json)!["root"]!).Concat(Leaves(JsonNode.Parse(json)!["variables"]!)).Where(p => !OnlyDrawn(p)))
        {
            var copy = JsonNode.Parse(json)!;
            var leaf = At(copy, path);
            leaf.ReplaceWith(JsonNode.Parse(leaf.GetValueKind() is System.Text.Json.JsonValueKind.Number ? "77" : System.Text.Json.JsonSerializer.Serialize($"{leaf}!")));
            Assert.True(DefinitionDiff.Between(from, DefinitionReader.Read(copy.ToJsonString())).Count > 0, $"{path} changes unsaid");
            changes++;
        }
        Assert.True(changes > 200);
    }

    private static bool OnlyDrawn(string path) =>
        path.Contains(".metadata.designer", StringComparison.Ordinal) || path.Contains(".vertices", StringComparison.Ordinal) || path.EndsWith(".target.port", StringComparison.Ordinal)
        || path.EndsWith(".version", StringComparison.Ordinal) || path.EndsWith(".storageDriverTypeName", StringComparison.Ordinal) || path.EndsWith(".isArray", StringComparison.Ordinal)
        || path.EndsWith(".metadata.description", StringComparison.Ordinal) || path.EndsWith(".metadata.displayText", StringComparison.Ordinal) || path is "$.root.id"
        // Elsa and this engine alike take an input's type from the activity.
        || (path.EndsWith(".typeName", StringComparison.Ordinal) && path.StartsWith("$.root", StringComparison.Ordinal));

    private static IEnumerable<string> Leaves(JsonNode node) => node switch
    {
        JsonObject json => json.Where(p => p.Value is not null).SelectMany(p => Leaves(p.Value!)),
        JsonArray items => items.SelectMany(i => Leaves(i!)),
        _ => [node.GetPath()],
    };

    private static JsonNode At(JsonNode root, string path)
    {
        var at = root;
        foreach (var part in path[1..].Split('.', '[').Where(p => p.Length > 0))
            at = part.EndsWith(']') ? at[int.Parse(part[..^1], System.Globalization.CultureInfo.InvariantCulture)]! : at[part]!;
        return at;
    }
}
