using OneWindow.Domain.Calendars;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions;

namespace OneWindow.Workflows.Activities;

/// <summary>Counts what several bodies have answered.</summary>
/// <param name="Asked">How many were asked.</param>
/// <param name="Need">How many must agree.</param>
internal sealed record JointTally(int Asked, int Need)
{
    private const string Bookmark = "bookmark";
    private const string Body = "body";
    private const string Agrees = "agrees";

    /// <summary>The port to leave by; null while it is still open what the answers come to.</summary>
    /// <param name="hearsAll">Under the rule that all must agree each body is heard, also where one has refused already.</param>
    public string? ResultOf(IReadOnlyList<Value> entries, bool hearsAll)
    {
        var answered = entries.Count(HasAnswered);
        var agreeing = entries.Count(e => e.TryGetProperty(Agrees, out var agrees) && agrees.AsBoolean);
        if (agreeing >= Need) return JointHandling.Agreed;
        if (answered - agreeing <= Asked - Need || (hearsAll && answered < Asked)) return null;
        return agreeing == 0 ? JointHandling.Refused : JointHandling.Mixed;
    }

    /// <summary>Who is asked, each once, with its own limit where it has one.</summary>
    public static List<(string Body, string? Limit)> ReadBodies(Value bodies)
    {
        if (!bodies.TryGetArray(out var items)) return bodies.IsNullish ? [] : [(bodies.AsText, null)];
        return [.. items.Select(One).DistinctBy(b => b.Body)];
    }

    private static (string Body, string? Limit) One(Value item) => item.TryGetProperty(Body, out var body)
        ? (body.AsText, item.TryGetProperty("limit", out var limit) && !limit.IsNullish ? limit.AsText : null)
        : (item.IsNullish ? "" : item.AsText, null);

    public static bool HasAnswered(Value entry) => entry.TryGetProperty(Agrees, out _);

    public static Value Entry(string bookmark, string body) => Value.NewObject([new(Bookmark, Value.From(bookmark)), new(Body, Value.From(body))]);

    public static List<Value> EntriesOf(Value data) => data.TryGetArray(out var items) ? [.. items] : [];

    /// <summary>Writes an answer to the body that was asked by this bookmark.</summary>
    /// <param name="answer">Null where time has answered.</param>
    public static void Record(List<Value> entries, string bookmark, string outcome, bool agrees, AnswerStimulus? answer)
    {
        var index = entries.FindIndex(e => e.TryGetProperty(Bookmark, out var id) && id.AsText == bookmark);
        entries[index].TryGetProperty(Body, out var body);
        entries[index] = Value.NewObject(
        [
            new(Body, body), new("outcome", Value.From(outcome)), new(Agrees, Value.From(agrees)), new("silent", Value.From(answer is null)),
            new("opinion", Value.From(answer?.Opinion)), new("data", answer?.Data ?? Value.Null),
        ]);
    }

    /// <summary>The limit of one body: its own, or that of all.</summary>
    public static LimitTerms? Terms(ActivityContext context, string? own)
    {
        var common = CaseInputs.Terms(context);
        if (own is null || !Limit.TryParse(own, out var limit)) return common;
        return common is null ? new LimitTerms(limit, "customary", null) : common with { Limit = limit };
    }
}
