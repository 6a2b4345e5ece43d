using System.Text.Json;

namespace OneWindow.Faults.Drill;

/// <summary>What was found when everything had calmed down.</summary>
/// <param name="Lost">Acknowledged, and not there.</param>
/// <param name="Doubled">There more often than it was asked for.</param>
internal sealed record Findings(int Lost, int Doubled)
{
    public static Findings operator +(Findings one, Findings other) => new(one.Lost + other.Lost, one.Doubled + other.Doubled);
}

/// <summary>Asks a running server for everything that it has acknowledged, and for what nobody asked for.</summary>
internal static class Audit
{
    public static async Task<Findings> RunAsync(HttpClient http, Staff staff, Record record)
    {
        var present = await NumbersAsync(http, staff);
        var wanted = record.Registered.Values.ToHashSet(StringComparer.Ordinal);
        var lost = wanted.Count(n => !present.Contains(n)) + (record.Registered.Count - wanted.Count);
        var doubled = present.Count(n => !wanted.Contains(n));
        var decided = record.Decided.Values.GroupBy(d => d.Number).ToDictionary(g => g.Key, g => g.Select(d => d.Step).ToList());
        foreach (var number in wanted.Where(present.Contains))
        {
            var done = await CompletedAsync(http, staff, number);
            var asked = decided.GetValueOrDefault(number, []);
            lost += Missing(asked, done).Count;
            doubled += Missing(done, asked).Count;
        }

        return new Findings(lost, doubled);
    }

    /// <summary>For each case that was registered, how often its public notice has run out.</summary>
    public static async Task<List<int>> LapsesAsync(HttpClient http, Staff staff, Record record)
    {
        var counts = new List<int>();
        foreach (var number in record.Registered.Values)
            counts.Add((await TimelineAsync(http, staff, number)).Count(e => e.GetProperty("action").GetString() == "lapsed"));
        return counts;
    }

    /// <summary>The numbers of all cases.</summary>
    private static async Task<HashSet<string>> NumbersAsync(HttpClient http, Staff staff)
    {
        var numbers = new HashSet<string>(StringComparer.Ordinal);
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await staff.ReadAsync(http, $"/api/cases?size=100{(cursor == "" ? "" : $"&cursor={cursor}")}");
            foreach (var item in page.GetProperty("items").EnumerateArray()) numbers.Add(item.GetProperty("number").GetString()!);
            cursor = page.GetProperty("nextCursor").GetString();
        }

        return numbers;
    }

    private static async Task<List<string>> CompletedAsync(HttpClient http, Staff staff, string number) =>
        [.. (await TimelineAsync(http, staff, number)).Where(e => e.GetProperty("action").GetString() == "completed").Select(e => e.GetProperty("activityId").GetString()!)];

    private static async Task<List<JsonElement>> TimelineAsync(HttpClient http, Staff staff, string number) =>
        [.. (await staff.ReadAsync(http, $"/api/cases/{number}/timeline")).GetProperty("items").EnumerateArray()];

    private static List<string> Missing(List<string> wanted, List<string> present)
    {
        var left = new List<string>(present);
        return [.. wanted.Where(step => !left.Remove(step))];
    }
}
