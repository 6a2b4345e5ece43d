using OneWindow.Domain.Calendars;
using OneWindow.Domain.Forms;

namespace OneWindow.Domain.Catalogue;

/// <summary>What a service (事项) asks for, promises and can end with. Read from service.json; immutable.</summary>
public sealed record ServiceDefinition
{
    /// <summary>The result that every service has besides its own.</summary>
    public const string WithdrawnResult = "withdrawn";

    public required string Key { get; init; }
    public required string Name { get; init; }
    public required string NameEn { get; init; }

    /// <summary>The kind of body that answers for the service, in words.</summary>
    public required string Lead { get; init; }

    public required string LeadEn { get; init; }
    public string? Description { get; init; }
    public string? DescriptionEn { get; init; }

    /// <summary>Id of the workflow definition.</summary>
    public required string Workflow { get; init; }

    public required IReadOnlyList<ServiceLimit> Limits { get; init; }

    /// <summary>How long before a step's limit its holder is reminded.</summary>
    public required IReadOnlyList<Limit> Reminders { get; init; }

    public required FormSchema Form { get; init; }
    public required IReadOnlyList<ServiceMaterial> Materials { get; init; }
    public required IReadOnlyList<ServiceResult> Results { get; init; }

    /// <summary>What happens after a case is closed.</summary>
    public Aftercare Aftercare { get; init; } = Aftercare.Customary;

    /// <summary>The limit of the whole case; null where the service promises none.</summary>
    public ServiceLimit? CaseLimit => Limits.FirstOrDefault(l => l.Scope == ServiceLimit.CaseScope);

    /// <summary>Reads service.json.</summary>
    /// <exception cref="Errors.RefusedException"><c>service-invalid</c>, with every finding by path.</exception>
    public static ServiceDefinition Parse(string json) => ServiceReader.Read(json);
}

/// <summary>A limit that the service promises.</summary>
/// <param name="Scope">case or step.</param>
/// <param name="Step">The step's activity id; null for the case.</param>
/// <param name="Basis">statute, national-rule, local-rule, by-analogy, promised or customary.</param>
/// <param name="Source">A readable citation; null for a customary limit.</param>
public sealed record ServiceLimit(
    string Key, string Name, string? NameEn, string Scope, string? Step, Limit Limit, string Basis, string? Source, string? Note)
{
    public const string CaseScope = "case";
    public const string StepScope = "step";
}

/// <summary>A paper that the service asks for.</summary>
/// <param name="Class">main, or secondary: a secondary paper may be promised for later (容缺受理).</param>
/// <param name="When">JavaScript over applicant and form that says whether it is asked for; null for always.</param>
public sealed record ServiceMaterial(string Key, string Name, string? NameEn, string Class, bool Required, string? When);

/// <summary>A way in which a case of the service can end.</summary>
public sealed record ServiceResult(string Key, string Name, string? NameEn);
