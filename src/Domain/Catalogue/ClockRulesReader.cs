using System.Globalization;
using System.Text.Json;
using OneWindow.Domain.Calendars;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Errors;

namespace OneWindow.Domain.Catalogue;

/// <summary>Reads "yellow", "escalation", "promises" and "season" of service.json, and the "extension" of a limit.</summary>
internal sealed class ClockRulesReader(Findings findings)
{
    private const int WholePercent = 100;

    public ClockRules Read(JsonElement root)
    {
        var usual = new ClockRules();
        return new ClockRules
        {
            Yellow = Part(root, "yellow") is { } yellow ? ReadYellow(yellow) : usual.Yellow,
            Escalation = root.TryGetProperty("escalation", out var chain) ? ReadChain(chain) : usual.Escalation,
            Promises = Part(root, "promises") is { } promises ? ReadPromises(promises) : usual.Promises,
            Season = Part(root, "season") is { } season ? ReadSeason(season) : null,
        };
    }

    /// <summary>A limit's extension; null where it may not be extended.</summary>
    public ExtensionRule? ReadExtension(JsonElement limit, Limit extended, string path)
    {
        if (!limit.TryGetProperty("extension", out var extension)) return null;
        path = $"{path}.extension";
        if (extension.ValueKind is not JsonValueKind.Object)
        {
            findings.Add(path, "应为对象 (must be an object)");
            return null;
        }

        var by = LimitAt(extension, "by", path);
        if (by.Count < 1) findings.Add($"{path}.by", "应大于 0 (must be more than 0)");
        if (by.Unit != extended.Unit) findings.Add($"{path}.by", $"单位应与时限 {extended} 相同 (must have the unit of the limit {extended})");
        return new ExtensionRule(by, Text(extension, "source"));
    }

    private YellowRule ReadYellow(JsonElement yellow)
    {
        var share = yellow.TryGetProperty("share", out var percent) ? percent.ValueKind is JsonValueKind.Number && percent.TryGetInt32(out var number) ? number : 0 : (int?)null;
        var before = yellow.TryGetProperty("before", out _) ? LimitAt(yellow, "before", "yellow") : (Limit?)null;
        if (share is <= 0 or >= WholePercent) findings.Add("yellow.share", "应为 1 至 99 的整数 (must be a whole number from 1 to 99)");
        if (share is null == before is null) findings.Add("yellow", "share 和 before 只写一个 (give either share or before)");
        return new YellowRule(share, share is null ? before : null);
    }

    private List<EscalationStep> ReadChain(JsonElement chain)
    {
        var steps = new List<EscalationStep>();
        if (chain.ValueKind is not JsonValueKind.Array) findings.Add("escalation", "应为列表 (must be a list)");
        else foreach (var item in chain.EnumerateArray()) steps.Add(ReadStep(item, $"escalation[{steps.Count}]"));
        for (var i = 1; i < steps.Count; i++)
            if (steps[i].After.Count < steps[i - 1].After.Count) findings.Add($"escalation[{i}].after", "不应早于上一级 (must not be sooner than the step before)");
        return steps;
    }

    private EscalationStep ReadStep(JsonElement item, string path)
    {
        var after = LimitAt(item, "after", path);
        if (after.Unit is not (LimitUnit.WorkingDays or LimitUnit.NaturalDays)) findings.Add($"{path}.after", "应以日计 (must be in days)");
        if (Text(item, "to") is { Length: > 0 } to) return new(after, to);
        findings.Add($"{path}.to", "缺少 (missing)");
        return new(after, EscalationStep.Head);
    }

    private PromiseRule ReadPromises(JsonElement promises)
    {
        var usual = PromiseRule.Usual;
        var remind = promises.TryGetProperty("remind", out _) ? LimitAt(promises, "remind", "promises") : usual.Remind;
        var (word, action) = (Text(promises, "onLapse"), usual.OnLapse);
        if (word is not null && (!Enum.TryParse(word, ignoreCase: true, out action) || int.TryParse(word, out _)))
            findings.Add("promises.onLapse", $"“{word}”应为 notify、pause 或 refuse (must be notify, pause or refuse)");
        var result = Text(promises, "result");
        if (action is PromiseLapse.Refuse != result is not null)
            findings.Add("promises.result", "只在 onLapse 为 refuse 时填写 (is given where onLapse is refuse, and only there)");
        return new PromiseRule(remind, action, result);
    }

    private Season ReadSeason(JsonElement season) => new(DayAt(season, "from"), DayAt(season, "to"), season.TryGetProperty("strict", out var strict) && strict.ValueKind is JsonValueKind.True);

    private (int Month, int Day) DayAt(JsonElement season, string property)
    {
        // Read within a leap year, so that 29 February is a day too.
        if (DateOnly.TryParseExact($"2024-{Text(season, property)}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return (day.Month, day.Day);
        findings.Add($"season.{property}", "应写作 07-01 (must be like 07-01)");
        return (1, 1);
    }

    private Limit LimitAt(JsonElement item, string property, string path)
    {
        var text = item.ValueKind is JsonValueKind.Object ? Text(item, property) : null;
        if (!Limit.TryParse(text, out var limit)) findings.Add($"{path}.{property}", $"“{text}”应写作 7wd、5d、48h 或 1m (must be like 7wd, 5d, 48h or 1m)");
        return limit;
    }

    private JsonElement? Part(JsonElement root, string property)
    {
        if (!root.TryGetProperty(property, out var part)) return null;
        if (part.ValueKind is JsonValueKind.Object) return part;
        findings.Add(property, "应为对象 (must be an object)");
        return null;
    }

    private static string? Text(JsonElement item, string property) =>
        item.ValueKind is JsonValueKind.Object && item.TryGetProperty(property, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
