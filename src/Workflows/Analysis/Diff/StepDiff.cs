using System.Text.Json.Nodes;
using OneWindow.Domain.Calendars;
using OneWindow.Workflows.Activities;
using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Analysis.Diff;

/// <summary>Differences in one step that both versions have.</summary>
internal static class StepDiff
{
    /// <summary>What is compared elsewhere, or only drawn.</summary>
    private static readonly HashSet<string> NotInputs = new(StringComparer.Ordinal)
    { "id", "nodeId", "name", "type", "version", "metadata", "customProperties", "activities", "connections", "variables", "start", "designer" };

    private static readonly Dictionary<string, BilingualText> Short = new(StringComparer.Ordinal)
    {
        ["body"] = new("承办单位", "the body"),
        ["role"] = new("岗位", "the role"),
        ["limit"] = new("时限", "the limit"),
    };

    public static void Compare(ActivityDefinition from, ActivityDefinition to, StepPairs steps, DiffList diff)
    {
        var (zh, en) = (Words.Zh(to), Words.En(to));
        if (steps.HasMoved(to)) diff.Add(DiffKind.StepMoved, to.Id, $"环节{zh}移到另一组环节里。", $"The step {en} moves into another container.");
        if (Type(from) != Type(to)) diff.Add(DiffKind.TypeChanged, to.Id, $"环节{zh}由{Type(from).Zh}改为{Type(to).Zh}。", $"The step {en} is no longer {Type(from).En} but {Type(to).En}.");
        if ((Words.Zh(from), Words.En(from)) != (zh, en)) diff.Add(DiffKind.TitleChanged, to.Id, $"环节{Words.Zh(from)}改称{zh}。", $"The step {Words.En(from)} is called {en} now.");
        if (from.Name != to.Name) diff.Add(DiffKind.SettingChanged, to.Id, $"{zh}在表达式里的名字由“{from.Name}”改为“{to.Name}”。", $"The name of {en} in expressions changes from “{from.Name}” to “{to.Name}”.");
        if (!JsonNode.DeepEquals(from.Property("customProperties"), to.Property("customProperties"))) diff.Add(DiffKind.SettingChanged, to.Id, $"{zh}的附加设置有改动。", $"The additional settings of {en} change.");
        Order(from, to, steps, diff);
        Declarations.Variables(to, from.Variables, to.Variables, diff);
        var kind = ActivityRegistry.BuiltIn.Find(to.Type)?.Descriptor;
        foreach (var name in Properties(from).Union(Properties(to), StringComparer.Ordinal))
        {
            if (JsonNode.DeepEquals(from.Property(name), to.Property(name))) continue;
            var what = Short.GetValueOrDefault(name) ?? kind?.Inputs.FirstOrDefault(i => i.Name == name)?.Description
                ?? kind?.Outputs.FirstOrDefault(o => o.Name == name)?.Description ?? new BilingualText($"“{name}”", $"“{name}”");
            Property(name, what, from, to, diff);
        }
    }

    private static void Property(string name, BilingualText what, ActivityDefinition from, ActivityDefinition to, DiffList diff)
    {
        var (old, now) = (Expression.Of(from.Property(name)), Expression.Of(to.Property(name)));
        if (name is "outcomes" or "cases" or "branches" && OutcomeDiff.TryCompare(to, old, now, diff)) return;
        var (zh, en) = (Words.Zh(to), Words.En(to));
        if (name is "title" or "titleEn" && old.IsLiteral && now.IsLiteral) return;
        if (Capture(from, name) is var before && Capture(to, name) is var after && (before ?? after) is not null)
        {
            if (before != after) diff.Add(DiffKind.SettingChanged, to.Id, $"{zh}：{what.Zh}原存入{before ?? "无"}，改为{after ?? "无"}。", $"{en}: {what.En} is kept in {after ?? "nothing"} instead of {before ?? "nothing"}.");
            return;
        }
        if (old == now) return;
        if (!old.IsLiteral || !now.IsLiteral)
        {
            diff.Add(DiffKind.ExpressionChanged, to.Id, $"{zh}：{what.Zh}由 {Shown(old, "无")} 改为 {Shown(now, "无")}。", $"{en}: {what.En} changes from {Shown(old, "nothing")} to {Shown(now, "nothing")}.");
            return;
        }
        var kind = name switch { "limit" => DiffKind.LimitChanged, "body" => DiffKind.BodyChanged, "role" => DiffKind.RoleChanged, _ => DiffKind.ValueChanged };
        if (old.Text.Length == 0) diff.Add(kind, to.Id, $"{zh}：新设{what.Zh}，{Value(name, now).Zh}。", $"{en}: {what.En} is now given, {Value(name, now).En}.");
        else if (now.Text.Length == 0) diff.Add(kind, to.Id, $"{zh}：不再设{what.Zh}，原为{Value(name, old).Zh}。", $"{en}: {what.En} is no longer given; it was {Value(name, old).En}.");
        else diff.Add(kind, to.Id, $"{zh}：{what.Zh}由{Value(name, old).Zh}改为{Value(name, now).Zh}。", $"{en}: {what.En} changes from {Value(name, old).En} to {Value(name, now).En}.");
    }

    /// <summary>The variable or workflow output that an output property names; null where it is no output.</summary>
    private static string? Capture(ActivityDefinition step, string name) =>
        step.Property(name) is JsonObject output && output["memoryReference"] is JsonObject reference ? $"“{WorkflowDefinition.Text(reference, "id")}”" : null;

    private static BilingualText Value(string input, Expression value) =>
        input == "limit" && Limit.TryParse(value.Text, out var limit) ? new(limit.ToChinese(), limit.ToEnglish()) : new($"“{Words.Short(value.Text)}”", $"“{Words.Short(value.Text)}”");

    private static string Shown(Expression value, string nothing) => value.Text.Length == 0 ? nothing : $"{value.Kind} “{Words.Short(value.Text)}”";

    /// <summary>The order of steps says something only where no arrows do.</summary>
    private static void Order(ActivityDefinition from, ActivityDefinition to, StepPairs steps, DiffList diff)
    {
        if (from.Connections.Count + to.Connections.Count > 0) return;
        var now = to.Children.Select(c => c.Activity).ToHashSet(ReferenceEqualityComparer.Instance);
        var kept = from.Children.Select(c => steps.ToOf(c.Activity)).Where(a => a is not null && now.Contains(a)).ToList();
        var set = kept.ToHashSet(ReferenceEqualityComparer.Instance);
        if (!kept.SequenceEqual(to.Children.Select(c => c.Activity).Where(set.Contains)) || Ports(from, kept, steps) != Ports(to, kept!, null))
            diff.Add(DiffKind.OrderChanged, to.Id, $"{Words.Zh(to)}里环节的次序有改动。", $"The order of the steps in {Words.En(to)} changes.");
    }

    private static string Ports(ActivityDefinition container, IEnumerable<ActivityDefinition?> kept, StepPairs? steps)
    {
        var set = kept.ToHashSet(ReferenceEqualityComparer.Instance);
        return string.Join(',', container.Children.Where(c => set.Contains(steps is null ? c.Activity : steps.ToOf(c.Activity))).Select(c => c.Port));
    }

    private static BilingualText Type(ActivityDefinition step) =>
        ActivityRegistry.BuiltIn.Find(step.Type)?.Descriptor is { } known ? new($"“{known.Name.Zh}”", $"“{known.Name.En}”") : new($"“{step.Type}”", $"“{step.Type}”");

    private static IEnumerable<string> Properties(ActivityDefinition step) =>
        step.Json.Select(p => p.Key).Where(p => !NotInputs.Contains(p) && !step.Children.Exists(c => c.Port == p));
}
