using System.Text.Json;
using OneWindow.Domain.Calendars;
using OneWindow.Domain.Errors;

namespace OneWindow.Domain.Aid;

/// <summary>Reads aid.json and tells its author everything that is wrong with it at once.</summary>
internal sealed class AidRulesReader
{
    private readonly Findings _findings = new();

    public static AidRules Read(string json)
    {
        var reader = new AidRulesReader();
        var rules = reader.ReadRoot(json);
        reader._findings.ThrowIfAny("aid-invalid", "aid.json 有误 (aid.json is not valid)");
        return rules;
    }

    private AidRules ReadRoot(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind is JsonValueKind.Object) return ReadRules(document.RootElement);
            _findings.Add("$", "应为对象 (must be an object)");
        }
        catch (JsonException exception)
        {
            _findings.Add("$", exception.Message);
        }

        return AidRules.None;
    }

    private AidRules ReadRules(JsonElement root)
    {
        var causes = Items(root, "causes", (item, path) => new AidCause(Text(item, "key", path), Text(item, "name", path), Optional(item, "nameEn")));
        var caps = Items(root, "caps", (item, path) => new AidCap(
            Text(item, "cause", path), Optional(item, "service"), Span(item, path), Amount(item, path), Optional(item, "source")));
        var budgets = Items(root, "budgets", (item, path) => new AidBudget(Text(item, "body", path), Year(item, path), Amount(item, path)));
        Unique("causes", causes, c => c.Key);
        Unique("budgets", budgets, b => $"{b.Body} {b.Year}");
        foreach (var cap in caps.Where(c => causes.All(k => k.Key != c.Cause))) _findings.Add("caps", $"没有事由“{cap.Cause}” (there is no such cause)");
        return new AidRules { DoubleAidWithin = Within(root), Causes = causes, Caps = caps, Budgets = budgets };
    }

    private Limit? Within(JsonElement root)
    {
        if (!root.TryGetProperty("doubleAid", out var rule)) return null;
        var text = rule.ValueKind is JsonValueKind.Object ? Text(rule, "within", "doubleAid") : null;
        if (Limit.TryParse(text, out var limit) && limit.Unit is LimitUnit.Months or LimitUnit.NaturalDays) return limit;
        _findings.Add("doubleAid.within", "应写作 12m 或 365d (must be like 12m or 365d)");
        return null;
    }

    private CapSpan Span(JsonElement item, string path)
    {
        var text = Text(item, "per", path);
        if (text is not ("case" or "year")) _findings.Add($"{path}.per", "应为 case 或 year (must be case or year)");
        return text == "year" ? CapSpan.Year : CapSpan.Case;
    }

    private decimal Amount(JsonElement item, string path)
    {
        if (item.TryGetProperty("amount", out var value) && value.ValueKind is JsonValueKind.Number && value.TryGetDecimal(out var amount) && amount >= 0) return amount;
        _findings.Add($"{path}.amount", "应为不小于零的元数 (must be yuan, not below zero)");
        return 0;
    }

    private int Year(JsonElement item, string path)
    {
        if (item.TryGetProperty("year", out var value) && value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out var year) && year is > 2000 and < 3000) return year;
        _findings.Add($"{path}.year", "应为年份 (must be a year)");
        return 0;
    }

    private List<T> Items<T>(JsonElement root, string property, Func<JsonElement, string, T> read)
    {
        var items = new List<T>();
        if (!root.TryGetProperty(property, out var array)) return items;
        if (array.ValueKind is not JsonValueKind.Array) _findings.Add(property, "应为列表 (must be a list)");
        else
            foreach (var item in array.EnumerateArray())
            {
                var path = $"{property}[{items.Count}]";
                if (item.ValueKind is JsonValueKind.Object) items.Add(read(item, path));
                else _findings.Add(path, "应为对象 (must be an object)");
            }

        return items;
    }

    private void Unique<T>(string path, List<T> items, Func<T, string> key)
    {
        foreach (var twice in items.GroupBy(key, StringComparer.Ordinal).Where(g => g.Count() > 1)) _findings.Add(path, $"“{twice.Key}”重复 (appears twice)");
    }

    private string Text(JsonElement item, string property, string path)
    {
        if (Optional(item, property) is { Length: > 0 } text) return text;
        _findings.Add($"{path}.{property}", "缺少 (missing)");
        return "";
    }

    private static string? Optional(JsonElement item, string property) =>
        item.TryGetProperty(property, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
