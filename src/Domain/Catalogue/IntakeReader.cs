using System.Text.Json;
using OneWindow.Domain.Calendars;
using OneWindow.Domain.Errors;

namespace OneWindow.Domain.Catalogue;

/// <summary>Reads intake.json and tells its author everything that is wrong with it at once.</summary>
internal sealed class IntakeReader
{
    private const int MaxKeyLength = 32;
    private readonly Findings _findings = new();

    public static IntakeRules Read(string json)
    {
        var reader = new IntakeReader();
        var rules = reader.ReadRoot(json);
        reader._findings.ThrowIfAny("intake-invalid", "intake.json 有误 (intake.json is not valid)");
        return rules;
    }

    private IntakeRules ReadRoot(string json)
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

        return IntakeRules.Plain;
    }

    private IntakeRules ReadRules(JsonElement root)
    {
        var channels = Items(root, "channels", (item, path) => new IntakeChannel(
            Key(item, path), Text(item, "name", path), Optional(item, "nameEn"), Flag(item, "proactive"), Flag(item, "needsConsent")));
        var relations = Items(root, "relations", (item, path) => new AgentRelation(
            Key(item, path), Text(item, "name", path), Optional(item, "nameEn"), Flag(item, "guardian"), Flag(item, "inWords")));
        Unique("channels", channels.Select(c => c.Key));
        Unique("relations", relations.Select(r => r.Key));
        if (channels.All(c => c.Key != IntakeRules.DefaultChannel)) _findings.Add("channels", $"缺少“{IntakeRules.DefaultChannel}” (missing)");
        return new IntakeRules { Channels = channels, Relations = relations, DraftsKept = ReadDays(root), CallAfter = ReadCallAfter(root), OnlinePerDay = ReadOnlinePerDay(root) };
    }

    private int ReadOnlinePerDay(JsonElement root)
    {
        if (!root.TryGetProperty("onlinePerDay", out var given)) return IntakeRules.Plain.OnlinePerDay;
        if (given.ValueKind is JsonValueKind.Number && given.TryGetInt32(out var count) && count >= 1) return count;
        _findings.Add("onlinePerDay", "应为不小于 1 的整数 (must be a whole number of at least 1)");
        return IntakeRules.Plain.OnlinePerDay;
    }

    private Limit ReadDays(JsonElement root)
    {
        if (Optional(root, "draftsKept") is not { } text) return IntakeRules.Plain.DraftsKept;
        if (Limit.TryParse(text, out var limit) && limit.Unit is LimitUnit.NaturalDays) return limit;
        _findings.Add("draftsKept", $"“{text}”应写作 30d (must be days, like 30d)");
        return IntakeRules.Plain.DraftsKept;
    }

    private Limit ReadCallAfter(JsonElement root)
    {
        if (Optional(root, "callAfter") is not { } text) return IntakeRules.Plain.CallAfter;
        if (Limit.TryParse(text, out var limit)) return limit;
        _findings.Add("callAfter", $"“{text}”应写作 3wd (must be a limit, like 3wd)");
        return IntakeRules.Plain.CallAfter;
    }

    private List<T> Items<T>(JsonElement root, string property, Func<JsonElement, string, T> read)
    {
        var items = new List<T>();
        if (!root.TryGetProperty(property, out var array) || array.ValueKind is not JsonValueKind.Array)
        {
            _findings.Add(property, "应为列表 (must be a list)");
            return items;
        }

        foreach (var (item, i) in array.EnumerateArray().Select((item, i) => (item, i)))
        {
            var path = $"{property}[{i}]";
            if (item.ValueKind is JsonValueKind.Object) items.Add(read(item, path));
            else _findings.Add(path, "应为对象 (must be an object)");
        }

        return items;
    }

    private void Unique(string path, IEnumerable<string> keys)
    {
        foreach (var twice in keys.GroupBy(k => k, StringComparer.Ordinal).Where(g => g.Count() > 1))
            _findings.Add(path, $"“{twice.Key}”重复 (appears twice)");
    }

    private string Key(JsonElement item, string path)
    {
        var key = Text(item, "key", path);
        if (key.Length > MaxKeyLength) _findings.Add($"{path}.key", $"不得超过 {MaxKeyLength} 个字符 (too long)");
        return key;
    }

    private string Text(JsonElement item, string property, string path)
    {
        if (Optional(item, property) is { Length: > 0 } text) return text;
        _findings.Add($"{path}.{property}", "缺少 (missing)");
        return "";
    }

    private static bool Flag(JsonElement item, string property) => item.TryGetProperty(property, out var value) && value.ValueKind is JsonValueKind.True;

    private static string? Optional(JsonElement item, string property) =>
        item.TryGetProperty(property, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
