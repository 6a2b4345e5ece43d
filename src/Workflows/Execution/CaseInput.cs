using System.Text.Json;
using OneWindow.Workflows.Expressions;
using OneWindow.Workflows.Analysis;

namespace OneWindow.Workflows.Execution;

/// <summary>What every case workflow is given: facts that decide its way, never a name or number of a person.</summary>
public static class CaseInput
{
    /// <summary>Age under which a person is a minor (《民法典》第十七条).</summary>
    internal const int AgeOfMajority = 18;

    /// <summary>The input of a new case.</summary>
    public static IReadOnlyDictionary<string, Value> Of(
        string number, string service, string area, string station, int age, string gender, JsonElement form, IEnumerable<KeyValuePair<string, string>> materials) =>
        new Dictionary<string, Value>(StringComparer.Ordinal)
        {
            ["Number"] = number,
            ["Service"] = service,
            ["Area"] = area,
            ["Station"] = station,
            ["Applicant"] = Applicant(age, gender),
            ["Form"] = form.ValueKind == JsonValueKind.Undefined ? Value.NewObject([]) : Value.FromJson(form),
            ["Materials"] = Value.NewObject(materials.Select(m => KeyValuePair.Create(m.Key, Value.From(m.Value)))),
        };

    /// <summary>The applicant as expressions see one.</summary>
    public static Value Applicant(int age, string gender) => Value.NewObject(
    [
        KeyValuePair.Create("age", Value.From(age)),
        KeyValuePair.Create("minor", Value.From(age < AgeOfMajority)),
        KeyValuePair.Create("gender", Value.From(gender)),
    ]);

    internal static IReadOnlyDictionary<string, Value> From(ScenarioRegistration registration) => Of(
        "00000000000000", "", registration.Area, registration.Station, registration.Applicant.Age, registration.Applicant.Gender, registration.Form, registration.Materials);
}
