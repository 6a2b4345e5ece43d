using System.Globalization;
using System.Text.Json;
using OneWindow.Domain.Errors;

namespace OneWindow.Domain.Calendars;

/// <summary>Reads calendar.json and names every mistake in it by path: one wrong date silently moves due dates.</summary>
internal sealed class WorkCalendarReader
{
    private const string Code = "calendar-invalid";
    private const string Refusal = "工作日历有误 (the calendar is not valid)";
    private static readonly TimeSpan ChinaOffset = TimeSpan.FromHours(8);

    private readonly Findings _findings = new();
    private readonly Dictionary<DateOnly, string> _daysOff = [];
    private readonly HashSet<DateOnly> _makeUpWorkdays = [];
    private readonly Dictionary<int, string?> _notices = [];

    public static WorkCalendar Read(string json)
    {
        using var document = Open(json);
        return new WorkCalendarReader().Read(document.RootElement);
    }

    private static JsonDocument Open(string json)
    {
        try
        {
            return JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException problem)
        {
            var findings = new Findings();
            findings.Add("$", problem.Message);
            findings.ThrowIfAny(Code, Refusal);
            throw;
        }
    }

    private WorkCalendar Read(JsonElement root)
    {
        var (offset, hours) = (ReadOffset(root), new OfficeHoursReader(_findings).Read(root));
        if (root.ValueKind is JsonValueKind.Object && root.TryGetProperty("years", out var years) && years.ValueKind is JsonValueKind.Object)
        {
            foreach (var year in years.EnumerateObject()) ReadYear(year);
        }
        else
        {
            _findings.Add("years", "缺少年份 (there are no years)");
        }

        _findings.ThrowIfAny(Code, Refusal);
        return new(offset, _daysOff, _makeUpWorkdays, _notices, hours);
    }

    private TimeSpan ReadOffset(JsonElement root)
    {
        if (root.ValueKind is not JsonValueKind.Object || !root.TryGetProperty("utcOffset", out var value)) return ChinaOffset;
        var text = value.ValueKind is JsonValueKind.String ? value.GetString()! : value.GetRawText();
        if (DateTimeOffset.TryParseExact(
            "2000-01-01" + text, "yyyy-MM-ddzzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out var probe)) return probe.Offset;
        _findings.Add("utcOffset", $"“{text}”不是时差，应如 +08:00 (not an offset such as +08:00)");
        return ChinaOffset;
    }

    private void ReadYear(JsonProperty entry)
    {
        var path = $"years.{entry.Name}";
        if (!int.TryParse(entry.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var year) || entry.Name.Length != 4)
        {
            _findings.Add(path, $"“{entry.Name}”不是年份 (not a year)");
            return;
        }

        if (entry.Value.ValueKind is not JsonValueKind.Object)
        {
            _findings.Add(path, "应为对象 (must be an object)");
            return;
        }

        _notices[year] = entry.Value.TryGetProperty("notice", out var notice) && notice.ValueKind is JsonValueKind.String ? notice.GetString() : null;
        foreach (var (item, at) in Items(entry.Value, "daysOff", path)) ReadDayOff(item, at, year);
        foreach (var (item, at) in Items(entry.Value, "makeUpWorkdays", path)) ReadMakeUpWorkday(item, at, year);
    }

    private List<(JsonElement Item, string Path)> Items(JsonElement year, string name, string path)
    {
        var items = new List<(JsonElement, string)>();
        if (!year.TryGetProperty(name, out var list) || list.ValueKind is not JsonValueKind.Array)
        {
            _findings.Add($"{path}.{name}", "应为数组 (must be a list)");
            return items;
        }

        foreach (var item in list.EnumerateArray()) items.Add((item, $"{path}.{name}[{items.Count}]"));
        return items;
    }

    private void ReadDayOff(JsonElement item, string path, int year)
    {
        var isObject = item.ValueKind is JsonValueKind.Object;
        var name = isObject && item.TryGetProperty("name", out var named) && named.ValueKind is JsonValueKind.String ? named.GetString() : null;
        if (string.IsNullOrWhiteSpace(name)) _findings.Add($"{path}.name", "缺少节日名称 (the holiday's name is missing)");
        if (!TryDate(isObject && item.TryGetProperty("date", out var dated) ? dated : default, $"{path}.date", year, out var date)) return;
        if (!_daysOff.TryAdd(date, name ?? "")) _findings.Add($"{path}.date", $"{date:yyyy-MM-dd} 重复 (is listed twice)");
    }

    private void ReadMakeUpWorkday(JsonElement item, string path, int year)
    {
        if (!TryDate(item, path, year, out var date)) return;
        if (!_makeUpWorkdays.Add(date)) _findings.Add(path, $"{date:yyyy-MM-dd} 重复 (is listed twice)");
        if (_daysOff.ContainsKey(date)) _findings.Add(path, $"{date:yyyy-MM-dd} 同时列为放假日 (is listed as a day off too)");
        else if (!WorkCalendar.IsWeekend(date)) _findings.Add(path, $"{date:yyyy-MM-dd} 本来就是工作日 (is a workday anyway)");
    }

    private bool TryDate(JsonElement value, string path, int year, out DateOnly date)
    {
        date = default;
        var text = value.ValueKind is JsonValueKind.String ? value.GetString() : null;
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date))
        {
            _findings.Add(path, $"“{text}”不是日期 (not a date of the form yyyy-MM-dd)");
            return false;
        }

        if (date.Year == year) return true;
        _findings.Add(path, $"{text} 不在 {year} 年，请列入其所在年份 (is outside its year; list it under its own)");
        return false;
    }
}
