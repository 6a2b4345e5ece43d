using System.Globalization;
using System.Text;

namespace OneWindow.Faults.Drill;

/// <summary>The result of a run, for people: a line for each fault, then whatever must be looked into.</summary>
internal sealed class Table
{
    private readonly List<string> _lines = [];
    private readonly List<string> _complaints = [];
    private bool _lostOrDoubled;
    private bool _skipped;

    public void Add(string name, int times, Outcome outcome, TimeSpan took)
    {
        var (record, found) = (outcome.Record, outcome.Findings);
        _lostOrDoubled |= found.Lost + found.Doubled > 0;
        var refused = string.Join(", ", record.Refusals.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => $"{r.Key}: {r.Value}"));
        Line(name, times, record.Acknowledged, found.Lost, found.Doubled, $"{took.TotalSeconds:0} s; {(refused == "" ? "every call answered" : $"calls sent again ({refused})")}");
        _complaints.AddRange(record.Complaints.Distinct().Select(c => $"{name}: {c}"));
    }

    public void Skip(string name, string reason)
    {
        _skipped = true;
        Line(name, 0, "", "", "", $"not tried: {reason}");
    }

    public void Fail(string name, Exception exception)
    {
        Line(name, "", "", "", "", "failed");
        _complaints.Add($"{name}: {exception}");
    }

    /// <param name="mayMiss">Whether faults that could not be tried are passed over.</param>
    public bool IsClean(bool mayMiss) => !_lostOrDoubled && _complaints.Count == 0 && (mayMiss || !_skipped);

    public override string ToString()
    {
        var text = new StringBuilder("| fault | times | acknowledged | lost | doubled | remarks |\n|---|---:|---:|---:|---:|---|\n");
        foreach (var line in _lines.Concat(_complaints)) text.Append(line).Append('\n');
        return text.ToString();
    }

    private void Line(params object[] cells) => _lines.Add(string.Create(CultureInfo.InvariantCulture, $"| {string.Join(" | ", cells)} |"));
}
