using System.Globalization;
using System.Text.Json;
using OneWindow.Domain.Errors;

namespace OneWindow.Domain.Calendars;

/// <summary>Reads "hours" of calendar.json: <c>{"opens": "09:00", "quiet": "22:00-07:00"}</c>; an empty "quiet" is for none.</summary>
internal sealed class OfficeHoursReader(Findings findings)
{
    private const string Path = "hours";

    public OfficeHours Read(JsonElement root)
    {
        var usual = OfficeHours.Usual;
        if (root.ValueKind is not JsonValueKind.Object || !root.TryGetProperty(Path, out var hours)) return usual;
        if (hours.ValueKind is not JsonValueKind.Object)
        {
            findings.Add(Path, "应为对象 (must be an object)");
            return usual;
        }

        var opens = Text(hours, "opens") is { } text ? Time(text, $"{Path}.opens") : usual.OpensAt;
        var (from, to) = Quiet(Text(hours, "quiet"), usual);
        var read = new OfficeHours(opens, from, to);
        if (read.IsQuiet(opens)) findings.Add($"{Path}.opens", "上班时间落在免打扰时段内 (offices open within the quiet hours)");
        return read;
    }

    private (TimeOnly From, TimeOnly To) Quiet(string? text, OfficeHours usual)
    {
        if (text is null) return (usual.QuietFrom, usual.QuietTo);
        if (text.Length == 0) return default;
        if (text.Split('-') is [var from, var to]) return (Time(from, $"{Path}.quiet"), Time(to, $"{Path}.quiet"));
        findings.Add($"{Path}.quiet", $"“{text}”应写作 22:00-07:00 (must be like 22:00-07:00)");
        return default;
    }

    private TimeOnly Time(string text, string path)
    {
        if (TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return time;
        findings.Add(path, $"“{text}”不是时间，应如 09:00 (not a time such as 09:00)");
        return default;
    }

    private static string? Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) ? value.ValueKind is JsonValueKind.String ? value.GetString() : value.GetRawText() : null;
}
