using System.Text.Json;
using OneWindow.Domain.Calendars;
using OneWindow.Domain.Errors;

namespace OneWindow.Domain.Catalogue;

/// <summary>Reads the parts of service.json that speak of the time after closing. Each may be left out, as may each of its values.</summary>
internal static class AftercareReader
{
    private const int MostAttempts = 9;

    public static Aftercare Read(JsonElement root, Findings findings)
    {
        var (usual, part) = (Aftercare.Customary, new Part(root, findings));
        return new Aftercare
        {
            Visits = new VisitRule(
                part.Count("followUp", "attempts", usual.Visits.Attempts, MostAttempts),
                part.Limit("followUp", "retryAfter", usual.Visits.RetryAfter),
                part.Limit("followUp", "timeToVisit", usual.Visits.TimeToVisit)),
            Ratings = new RatingRule(
                part.Limit("rating", "changeWithin", usual.Ratings.ChangeWithin),
                part.Limit("rating", "rectifyWithin", usual.Ratings.RectifyWithin)),
            Reopen = !root.TryGetProperty("reopen", out _) ? null : new ReopenRule(
                part.Limit("reopen", "within"), part.Text("reopen", "step"), part.Texts("reopen", "results"), part.OneOf("reopen", "clock", "anew", "on") == "anew"),
            Objections = !root.TryGetProperty("objection", out _) ? null : new ObjectionRule(
                part.Limit("objection", "within"), part.Texts("objection", "results"), part.Limit("objection", "time"),
                part.OneOf("objection", "basis", ServiceReader.Bases), part.Optional("objection", "source"), part.Text("objection", "step")),
        };
    }

    /// <summary>Values of the parts, with what is wrong noted by path.</summary>
    private readonly struct Part(JsonElement root, Findings findings)
    {
        public Limit Limit(string part, string property, Limit usual)
        {
            if (Value(part, property) is not { } value) return usual;
            if (value.ValueKind is JsonValueKind.String && Calendars.Limit.TryParse(value.GetString(), out var limit)) return limit;
            findings.Add($"{part}.{property}", $"“{value}”应写作 7wd、5d、48h 或 1m (must be like 7wd, 5d, 48h or 1m)");
            return usual;
        }

        public int Count(string part, string property, int usual, int most)
        {
            if (Value(part, property) is not { } value) return usual;
            if (value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out var count) && count >= 1 && count <= most) return count;
            findings.Add($"{part}.{property}", $"应为 1 至 {most} 的整数 (must be a whole number from 1 to {most})");
            return usual;
        }

        public Limit Limit(string part, string property)
        {
            if (Value(part, property) is null) findings.Add($"{part}.{property}", "缺少 (missing)");
            return Limit(part, property, default);
        }

        public string? Optional(string part, string property) => Value(part, property) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

        public string Text(string part, string property)
        {
            if (Optional(part, property) is { Length: > 0 } text) return text;
            findings.Add($"{part}.{property}", "缺少 (missing)");
            return "";
        }

        public string OneOf(string part, string property, params IReadOnlyList<string> words)
        {
            var text = Text(part, property);
            if (text.Length > 0 && !words.Contains(text)) findings.Add($"{part}.{property}", $"“{text}”不在 {string.Join(", ", words)} 之中 (must be one of these)");
            return text;
        }

        public IReadOnlyList<string> Texts(string part, string property)
        {
            if (Value(part, property) is not { } value) return [];
            if (value.ValueKind is JsonValueKind.Array && value.EnumerateArray().All(t => t.ValueKind is JsonValueKind.String)) return [.. value.EnumerateArray().Select(t => t.GetString()!)];
            findings.Add($"{part}.{property}", "应为文字列表 (must be a list of texts)");
            return [];
        }

        private JsonElement? Value(string part, string property)
        {
            if (!root.TryGetProperty(part, out var found)) return null;
            if (found.ValueKind is JsonValueKind.Object) return found.TryGetProperty(property, out var value) ? value : null;
            findings.Add(part, "应为对象 (must be an object)");
            return null;
        }
    }
}
