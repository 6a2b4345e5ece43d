using System.Collections.Concurrent;
using System.Text.Json;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Catalogue;
using OneWindow.Domain.Errors;
using OneWindow.Domain.Parties;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions;
using OneWindow.Workflows.Expressions.JavaScript;

namespace OneWindow.Api.Features.Cases;

/// <summary>What conditions of services may know.</summary>
internal sealed record MaterialFacts(int Age, Gender Gender, JsonElement Form);

/// <summary>Which papers a service asks of this applicant, and which of them are there.</summary>
internal sealed class MaterialRules(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, Script> _scripts = new(StringComparer.Ordinal);

    /// <summary>The papers asked for, with the state that the window entered; what was not entered is missing.</summary>
    public IReadOnlyList<CaseMaterial> Read(IReadOnlyList<MaterialInput>? entered, ServiceDefinition service, MaterialFacts facts, Findings findings)
    {
        var states = new Dictionary<string, CaseMaterial>(StringComparer.Ordinal);
        foreach (var (material, i) in (entered ?? []).Select((m, i) => (m, i)))
        {
            if (material?.Key is null || !service.Materials.Any(m => m.Key == material.Key)) findings.Add($"materials[{i}].key", $"事项没有材料“{material?.Key}”。(No such material.)");
            else if (StateOf(material.State) is { } state) states[material.Key!] = new CaseMaterial(material.Key!, state, state is MaterialState.Promised ? material.PromisedUntil : null);
            else findings.Add($"materials[{i}].state", "状态应为 provided、promised 或 missing。(provided, promised or missing.)");
        }
        return [.. Asked(service, facts).Where(m => m.Required || states.ContainsKey(m.Key)).Select(m => states.GetValueOrDefault(m.Key) ?? new CaseMaterial(m.Key, MaterialState.Missing))];
    }

    /// <summary>The papers that the service asks of this applicant.</summary>
    public IEnumerable<ServiceMaterial> Asked(ServiceDefinition service, MaterialFacts facts) => service.Materials.Where(m => m.When is null || Holds(m.When, facts));

    /// <summary>Reads a state's word; null for any other word.</summary>
    public static MaterialState? StateOf(string? word) => word switch
    {
        "provided" => MaterialState.Provided,
        "promised" => MaterialState.Promised,
        "missing" => MaterialState.Missing,
        _ => null,
    };

    /// <summary>Whether a service's condition holds. One that fails asks: better a paper too many than a gap told later.</summary>
    public bool Holds(string condition, MaterialFacts facts)
    {
        try
        {
            return _scripts.GetOrAdd(condition, Script.Parse).Run(new FactsHost(facts, clock.GetUtcNow())).AsBoolean;
        }
        catch (ScriptException)
        {
            return true;
        }
    }

    private sealed class FactsHost(MaterialFacts facts, DateTimeOffset now) : IScriptHost
    {
        public DateTimeOffset Now => now;

        public double NextRandom() => 0;

        public bool TryGetGlobal(string name, out Value value)
        {
            value = name switch
            {
                "applicant" => CaseInput.Applicant(facts.Age, facts.Gender.ToString().ToLowerInvariant()),
                "form" => facts.Form.ValueKind is JsonValueKind.Object ? Value.FromJson(facts.Form) : Value.NewObject([]),
                _ => Value.Undefined,
            };
            return value.Kind != ValueKind.Undefined;
        }
    }
}
