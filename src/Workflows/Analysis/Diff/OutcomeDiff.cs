using System.Text.Json.Nodes;
using OneWindow.Workflows.Definitions;

namespace OneWindow.Workflows.Analysis.Diff;

/// <summary>Differences in the answers, cases or branches of a step.</summary>
internal static class OutcomeDiff
{
    /// <summary>Compares the lists; false where one of them is worked out at run time.</summary>
    public static bool TryCompare(ActivityDefinition step, Expression from, Expression to, DiffList diff)
    {
        if (Read(from) is not { } old || Read(to) is not { } now) return false;
        var (zh, en) = (Words.Zh(step), Words.En(step));
        var found = false;
        foreach (var (key, gone) in old.Where(o => !now.ContainsKey(o.Key)))
            Add(DiffKind.OutcomeRemoved, $"{zh}删去结果{Named(key, gone)}。", $"The outcome {Named(key, gone)} of {en} is removed.");
        foreach (var (key, added) in now.Where(n => !old.ContainsKey(n.Key)))
            Add(DiffKind.OutcomeAdded, $"{zh}新增结果{Named(key, added)}。", $"The outcome {Named(key, added)} of {en} is added.");
        foreach (var (key, item) in now)
            if (old.TryGetValue(key, out var was) && !JsonNode.DeepEquals(was, item))
                Add(DiffKind.OutcomeChanged, $"{zh}的结果{Named(key, was)}有改动，现为：{Shown(item)}。", $"The outcome {Named(key, was)} of {en} changes; it is now: {Shown(item)}.");
        return found || old.Keys.SequenceEqual(now.Keys, StringComparer.Ordinal) || Reordered();

        void Add(DiffKind kind, string textZh, string textEn)
        {
            found = true;
            diff.Add(kind, step.Id, textZh, textEn);
        }

        bool Reordered()
        {
            Add(DiffKind.OutcomeChanged, $"{zh}的结果次序有改动。", $"The order of the outcomes of {en} changes.");
            return true;
        }
    }

    /// <summary>Items by key or label; a plain text is its own key. Null where it is no such list.</summary>
    private static Dictionary<string, JsonNode>? Read(Expression list)
    {
        if (list.Json is not JsonArray items) return null;
        var read = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            var key = item is JsonObject json ? WorkflowDefinition.Text(json, "key") ?? WorkflowDefinition.Text(json, "label")
                : item is JsonValue value && value.TryGetValue(out string? text) ? text : null;
            // A case may hold the step it runs, which is compared as a step.
            (item as JsonObject)?.Remove("activity");
            if (key is null || !read.TryAdd(key, item!)) return null;
        }
        return read;
    }

    private static string Named(string key, JsonNode item) =>
        item is JsonObject json && WorkflowDefinition.Text(json, "name") is { } name && name != key ? $"“{name}”({key})" : $"“{key}”";

    private static string Shown(JsonNode item) => Words.Short(item.ToJsonString(WorkflowDefinition.CompactJson));
}
