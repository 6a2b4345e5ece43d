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

        private JsonElement? Value(string part, string property)
        {
            if (!root.TryGetProperty(part, out var found)) return null;
            if (found.ValueKind is JsonValueKind.Object) return found.TryGetProperty(property, out var value) ? value : null;
            findings.Add(part, "应为对象 (must be an object)");
            return null;
        }
    }
}
