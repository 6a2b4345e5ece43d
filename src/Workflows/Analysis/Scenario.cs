using System.Text.Json;
using System.Text.Json.Serialization;

namespace OneWindow.Workflows.Analysis;

/// <summary>A case played through in memory: what is registered, what each body answers, what must come of it.</summary>
public sealed record Scenario
{
    public required string Key { get; init; }
    public required string Name { get; init; }
    public string? NameEn { get; init; }
    public required ScenarioRegistration Register { get; init; }
    public IReadOnlyList<ScenarioStep> Steps { get; init; } = [];
    public required ScenarioExpectation Expect { get; init; }

    /// <summary>Reads scenarios.json; a property that no scenario has is refused, so that a slip cannot pass unseen.</summary>
    /// <exception cref="JsonException">It is not a list of scenarios.</exception>
    public static IReadOnlyList<Scenario> ReadAll(string json) =>
        JsonSerializer.Deserialize(json, ScenarioJsonContext.Default.ScenarioFile)?.Scenarios ?? [];
}

/// <summary>The file around scenarios.</summary>
public sealed record ScenarioFile(IReadOnlyList<Scenario> Scenarios);

/// <summary>What the window registers.</summary>
public sealed record ScenarioRegistration
{
    public required DateTimeOffset At { get; init; }
    public required string Area { get; init; }
    public required string Station { get; init; }
    public required ScenarioApplicant Applicant { get; init; }
    public JsonElement Form { get; init; }
    public IReadOnlyDictionary<string, string> Materials { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}

/// <summary>What routing and conditions may know of the applicant.</summary>
public sealed record ScenarioApplicant(int Age, string Gender);

/// <summary>One thing that happens; exactly one of its verbs is given.</summary>
public sealed record ScenarioStep
{
    /// <summary>Answers the open work item of this activity.</summary>
    public string? Step { get; init; }

    public string? Body { get; init; }
    public string? Role { get; init; }
    public DateOnly? DueOn { get; init; }
    public string? Outcome { get; init; }
    public string? Opinion { get; init; }
    public JsonElement Data { get; init; }

    /// <summary>Lets this much time pass (ISO 8601); timers that fall due fire in order.</summary>
    public string? Advance { get; init; }

    /// <summary>Sends back from this activity.</summary>
    public string? Return { get; init; }

    public string? To { get; init; }
    public string? Reason { get; init; }

    /// <summary>The applicant withdraws, with this reason.</summary>
    public string? Withdraw { get; init; }

    /// <summary>Says what must be true at this point.</summary>
    public ScenarioExpectation? Expect { get; init; }

    public string? Note { get; init; }
}

/// <summary>What must be true; what is not given is not looked at.</summary>
public sealed record ScenarioExpectation
{
    public string? Status { get; init; }
    public string? Result { get; init; }
    public string? Stage { get; init; }
    public IReadOnlyList<string>? Open { get; init; }
    public bool? Paused { get; init; }
    /// <summary>The case's due date; null means that it must have none, absence that it is not looked at.</summary>
    public JsonElement DueOn { get; init; }
    public IReadOnlyList<string>? Path { get; init; }
    public IReadOnlyList<DateOnly>? FollowUps { get; init; }
    public int? Issued { get; init; }
    public decimal? Granted { get; init; }
    public int? Messages { get; init; }
    public string? Note { get; init; }
}

/// <summary>How a scenario went.</summary>
/// <param name="Failures">What was not as expected; empty where all was.</param>
public sealed record ScenarioResult(string Scenario, IReadOnlyList<string> Failures);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    ReadCommentHandling = JsonCommentHandling.Skip)]
[JsonSerializable(typeof(ScenarioFile))]
internal sealed partial class ScenarioJsonContext : JsonSerializerContext;
