using System.Text.Json.Nodes;
using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Migration;
using OneWindow.Workflows.Tests.Execution;

namespace OneWindow.Workflows.Tests.Migration;

/// <summary>
/// Random flowcharts whose instances are moved in the middle to a version with steps put in, taken out or renamed.
/// Whatever is not refused must go on as a case should: it ends, once, and leaves each block as often as it entered it.
/// </summary>
public sealed class ChangedFlowcharts
{
    [Fact]
    public void An_instance_that_may_be_moved_ends_as_it_should()
    {
        var (moved, refused) = (0, 0);
        for (var seed = 1; seed <= 600; seed++)
        {
            var random = new Random(seed);
            var builder = new RandomFlowcharts.Builder(random);
            var (first, last) = builder.Block(4);
            var json = builder.Chart.Line("before", "behind").Arrow($"before-{first}", $"{last}-behind").Json();
            var plan = Plan.Compile(DefinitionReader.Read(json));
            var run = Run.Of(plan);
            var target = default(Plan);
            for (var round = 0; run.State.Bookmarks.Count > 0; round++)
            {
                Assert.True(round < 2000, $"seed {seed} does not end");
                if (target is null && random.Next(3) == 0)
                {
                    var (next, map) = Change(json, random);
                    var preview = InstanceMigration.Preview(plan, next, run.State, Chart.Facts, map);
                    if (!preview.CanApply) refused++;
                    else
                    {
                        run.GoOn(target = next, InstanceMigration.Apply(plan, next, run.State, Chart.Facts, map).After);
                        moved++;
                    }
                }
                var bookmark = run.State.Bookmarks[random.Next(run.State.Bookmarks.Count)];
                var outcomes = run.Effects.OfType<OpenWorkItem>().Single(i => i.BookmarkId == bookmark.Id).Outcomes;
                run.Send(new AnswerStimulus(bookmark.Id, outcomes[random.Next(outcomes.Count)].Key, null, default));
            }

            Assert.True(run.State.Status == WorkflowStatus.Finished && run.State.Incidents.Count == 0, $"seed {seed} is stuck");
            var there = (target ?? plan).Nodes.Select(n => n.Id).ToHashSet();
            Assert.True(!there.Contains("behind") || Times(run, "behind") == 1, $"seed {seed} does not leave its last block once");
            foreach (var (enter, leave) in builder.Pairs.Where(p => there.Contains(p.Enter) && there.Contains(p.Leave)))
                Assert.True(Times(run, enter) == Times(run, leave), $"seed {seed}: {enter} ran {Times(run, enter)} times, {leave} {Times(run, leave)} times");
        }
        Assert.True(moved > 100 && refused > 5, $"moved {moved}, refused {refused}: the test must see both");
    }

    private static int Times(Run run, string line) => run.Lines.Count(l => l == line);

    private static (Plan Plan, Dictionary<string, string> Map) Change(string json, Random random)
    {
        var document = JsonNode.Parse(json)!;
        document["version"] = 2;
        var (activities, arrows) = (document["root"]!["activities"]!.AsArray(), document["root"]!["connections"]!.AsArray());
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var change = 0; change < 3; change++)
        {
            if (random.Next(3) == 0) TakeOut(activities, arrows, random);
            else if (random.Next(2) == 0) PutIn($"new{change}", activities, arrows, random);
            else Rename(activities, arrows, map, random);
        }
        return (Plan.Compile(DefinitionReader.Read(document.ToJsonString())), map);
    }

    private static void PutIn(string id, JsonArray activities, JsonArray arrows, Random random)
    {
        var arrow = arrows[random.Next(arrows.Count)]!;
        activities.Add(JsonNode.Parse($$"""{"id":"{{id}}","type":"Elsa.WriteLine","version":1,"text":{{Chart.Literal(id)}}}"""));
        arrows.Add(JsonNode.Parse($$$"""{"source":{"activity":"{{{id}}}","port":"Done"},"target":{"activity":"{{{arrow["target"]!["activity"]}}}","port":"In"}}"""));
        arrow["target"]!["activity"] = id;
    }

    /// <summary>Takes out a line with one way in and one way out.</summary>
    private static void TakeOut(JsonArray activities, JsonArray arrows, Random random)
    {
        var lines = activities.Where(a => (string)a!["type"]! == "Elsa.WriteLine").Select(a => (string)a!["id"]!)
            .Where(id => arrows.Count(a => (string)a!["source"]!["activity"]! == id) == 1 && arrows.Count(a => (string)a!["target"]!["activity"]! == id) == 1).ToList();
        if (lines.Count == 0) return;
        var gone = lines[random.Next(lines.Count)];
        var outward = arrows.Single(a => (string)a!["source"]!["activity"]! == gone)!;
        arrows.Single(a => (string)a!["target"]!["activity"]! == gone)!["target"]!["activity"] = (string)outward["target"]!["activity"]!;
        arrows.Remove(outward);
        activities.Remove(activities.Single(a => (string)a!["id"]! == gone));
    }

    private static void Rename(JsonArray activities, JsonArray arrows, Dictionary<string, string> map, Random random)
    {
        var steps = activities.Where(a => (string)a!["type"]! == "OneWindow.HandleStep" && !map.ContainsValue((string)a["id"]!)).ToList();
        if (steps.Count == 0) return;
        var step = steps[random.Next(steps.Count)]!;
        var (old, now) = ((string)step["id"]!, $"{step["id"]}x");
        step["id"] = map[old] = now;
        foreach (var arrow in arrows)
            foreach (var end in (string[])["source", "target"])
                if ((string)arrow![end]!["activity"]! == old) arrow[end]!["activity"] = now;
    }
}
