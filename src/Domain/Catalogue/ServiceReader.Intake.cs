using System.Text.Json;
using OneWindow.Domain.Calendars;

namespace OneWindow.Domain.Catalogue;

/// <summary>What a service says about taking a request in.</summary>
internal sealed partial class ServiceReader
{
    private DuplicateRule ReadDuplicates(JsonElement root)
    {
        if (Part(root, "duplicates") is not { } rule) return new();
        var allowed = rule.TryGetProperty("allowed", out var word) && word.ValueKind is JsonValueKind.True;
        if (Optional(rule, "closedWithin") is null) return new(allowed);
        var within = LimitAt(rule, "closedWithin", "duplicates");
        if (within.Unit is not (LimitUnit.NaturalDays or LimitUnit.Months))
            _findings.Add("duplicates.closedWithin", "应以日或月计 (must be in days or months, like 30d or 1m)");
        return new(allowed, within);
    }

    private GuardianRule? ReadGuardian(JsonElement root) =>
        Part(root, "guardian") is { } rule ? new(Text(rule, "when", "guardian"), Optional(rule, "source")) : null;

    /// <summary>True or false says whether a request may be made online; an object says more.</summary>
    private OnlineRules ReadOnline(JsonElement root)
    {
        if (root.TryGetProperty("online", out var word) && word.ValueKind is JsonValueKind.True or JsonValueKind.False) return new(word.ValueKind is JsonValueKind.True);
        return Part(root, "online") is not { } rule
            ? new()
            : new(YesOrNo(rule, "apply", false, "online"), YesOrNo(rule, "withdraw", true, "online"), Optional(rule, "hint"), Optional(rule, "hintEn"));
    }

    private bool YesOrNo(JsonElement item, string property, bool otherwise, string path)
    {
        if (!item.TryGetProperty(property, out var word)) return otherwise;
        if (word.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) _findings.Add($"{path}.{property}", "应为 true 或 false (must be true or false)");
        return word.ValueKind is JsonValueKind.True;
    }

    private ConsentRule ReadConsent(JsonElement item, string path)
    {
        var rule = new ConsentRule(
            Text(item, "key", path), Text(item, "name", path), Optional(item, "nameEn"), Optional(item, "scope"), Optional(item, "scopeEn"),
            Words(item, "bodies", path), Words(item, "steps", path), Optional(item, "material"));
        if (rule.Bodies.Count + rule.Steps.Count == 0) _findings.Add(path, "应写明 bodies 或 steps (bodies or steps must say when it is asked)");
        return rule;
    }

    private string[] Words(JsonElement item, string property, string path)
    {
        if (!item.TryGetProperty(property, out var list)) return [];
        if (list.ValueKind is JsonValueKind.Array && list.EnumerateArray().All(w => w.ValueKind is JsonValueKind.String)) return [.. list.EnumerateArray().Select(w => w.GetString()!)];
        _findings.Add($"{path}.{property}", "应为文本数组 (must be a list of texts)");
        return [];
    }

    /// <summary>An object that may be left out; null where it is, or is no object.</summary>
    private JsonElement? Part(JsonElement root, string property)
    {
        if (!root.TryGetProperty(property, out var part) || part.ValueKind is JsonValueKind.Null) return null;
        if (part.ValueKind is JsonValueKind.Object) return part;
        _findings.Add(property, "应为对象 (must be an object)");
        return null;
    }
}
