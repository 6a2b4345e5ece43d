using System.Text.Json.Serialization;
using OneWindow.Domain.Calendars;
using OneWindow.Domain.Cases;
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

    /// <summary>What happens as limits come to their end.</summary>
    public ClockRules Clock { get; init; } = new();

    /// <summary>The limit of the whole case: the promised one where the law has another. Null where the service promises none.</summary>
    public ServiceLimit? CaseLimit =>
        Limits.FirstOrDefault(l => l is { Scope: ServiceLimit.CaseScope, Basis: ServiceLimit.Promised }) ?? Limits.FirstOrDefault(l => l.Scope == ServiceLimit.CaseScope);

    /// <summary>The limit of the law beside the promised one; null where there is none of its own.</summary>
    public ServiceLimit? StatutoryLimit => Limits.FirstOrDefault(l => l.Scope == ServiceLimit.CaseScope && l != CaseLimit);

    /// <summary>The limit of a step; null where the service states none.</summary>
    public ServiceLimit? LimitOf(string activityId) => Limits.FirstOrDefault(l => l.Scope == ServiceLimit.StepScope && l.Step == activityId);
    public DuplicateRule Duplicates { get; init; } = new();

    /// <summary>Empty where nothing crosses to another body.</summary>
    public IReadOnlyList<ConsentRule> Consents { get; init; } = [];

    public OnlineRules Online { get; init; } = new();

    /// <summary>Null where everybody may ask alone.</summary>
    public GuardianRule? Guardian { get; init; }

    /// <summary>The services that a matter (一件事) is made of; empty for a service.</summary>
    public IReadOnlyList<MatterPart> Parts { get; init; } = [];

    /// <summary>It is made of other services, each of which handles a case of its own.</summary>
    public bool IsMatter => Parts.Count > 0;

    /// <summary>What happens after a case is closed.</summary>
    public Aftercare Aftercare { get; init; } = Aftercare.Customary;

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

    /// <summary>The basis of a limit that the county has set itself.</summary>
    public const string Promised = "promised";

    /// <summary>By how much it may be prolonged, once; null where it may not be.</summary>
    public ExtensionRule? Extension { get; init; }

    /// <summary>The limit with what it rests on, as cases keep it.</summary>
    [JsonIgnore]
    public LimitRule Rule => new(Limit, Basis, Source);
}

/// <summary>A paper that the service asks for.</summary>
/// <param name="Class">main, or secondary: a secondary paper may be promised for later (容缺受理).</param>
/// <param name="When">JavaScript over applicant and form that says whether it is asked for; null for always.</param>
/// <param name="Needs">What it must be like, such as original and copy, in words; null for nothing to say.</param>
public sealed record ServiceMaterial(
    string Key, string Name, string? NameEn, string Class, bool Required, string? When, string? Needs = null, string? NeedsEn = null)
{
    /// <summary>Whether it may come later.</summary>
    [JsonIgnore]
    public bool MayBePromised => Class == "secondary";
}

/// <summary>A way in which a case of the service can end.</summary>
public sealed record ServiceResult(string Key, string Name, string? NameEn);
