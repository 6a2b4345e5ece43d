using System.Collections.Frozen;
using OneWindow.Domain.Aid;
using OneWindow.Domain.Calendars;
using OneWindow.Domain.Catalogue;
using OneWindow.Domain.Letters;
using OneWindow.Domain.Organisations;
using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;

namespace OneWindow.Api.Catalogue;

/// <summary>A service in one of its versions.</summary>
internal sealed record ServiceVersion(ServiceDefinition Definition, int Version);

/// <summary>A workflow definition in one of its versions, as the Elsa JSON it came as.</summary>
internal sealed record WorkflowVersion(string Id, int Version, string Json);

/// <summary>Everything configured, at one moment. Immutable: a request that holds it sees no half of a change.</summary>
internal sealed class CatalogueSnapshot(
    IReadOnlyList<(ServiceVersion Service, bool Published)> services,
    IReadOnlyList<(WorkflowVersion Workflow, bool Published)> workflows,
    OrganisationDirectory organisations,
    WorkCalendar calendar,
    IntakeRules intake,
    AidRules aid,
    LetterTemplates letters)
{
    private readonly FrozenDictionary<(string, int), ServiceVersion> _services =
        services.ToFrozenDictionary(s => (s.Service.Definition.Key, s.Service.Version), s => s.Service);

    private readonly FrozenDictionary<string, ServiceVersion> _publishedServices =
        services.Where(s => s.Published).ToFrozenDictionary(s => s.Service.Definition.Key, s => s.Service);

    private readonly FrozenDictionary<(string, int), WorkflowVersion> _workflows =
        workflows.ToFrozenDictionary(w => (w.Workflow.Id, w.Workflow.Version), w => w.Workflow);

    private readonly FrozenDictionary<string, WorkflowVersion> _publishedWorkflows =
        workflows.Where(w => w.Published).ToFrozenDictionary(w => w.Workflow.Id, w => w.Workflow);

    private readonly Lazy<WorkflowLibrary> _library = new(() => new WorkflowLibrary(workflows.Select(w =>
        DefinitionReader.Read(w.Workflow.Json).With(w.Workflow.Version, w.Published))));

    /// <summary>Every workflow in every version, for those that use others as activities or start them.</summary>
    public IWorkflowLibrary Library => _library.Value;

    public OrganisationDirectory Organisations => organisations;

    public WorkCalendar Calendar => calendar;

    public IntakeRules Intake => intake;

    public AidRules Aid => aid;

    public LetterTemplates Letters => letters;

    /// <summary>What new cases can be registered for, by key.</summary>
    public IEnumerable<ServiceVersion> Services => _publishedServices.Values.OrderBy(s => s.Definition.Key, StringComparer.Ordinal);

    /// <summary>What new cases run, by id.</summary>
    public IEnumerable<WorkflowVersion> Workflows => _publishedWorkflows.Values.OrderBy(w => w.Id, StringComparer.Ordinal);

    /// <summary>The published version; null for an unknown key.</summary>
    public ServiceVersion? Service(string key) => _publishedServices.GetValueOrDefault(key);

    /// <summary>The version that a case has pinned.</summary>
    public ServiceVersion? Service(string key, int version) => _services.GetValueOrDefault((key, version));

    /// <summary>The published version; null for an unknown id.</summary>
    public WorkflowVersion? Workflow(string id) => _publishedWorkflows.GetValueOrDefault(id);

    /// <summary>The version that a case has pinned, or a draft.</summary>
    public WorkflowVersion? Workflow(string id, int version) => _workflows.GetValueOrDefault((id, version));

    /// <summary>A step must not pass over what the service says only because another node published it a moment ago.</summary>
    /// <exception cref="CatalogueBehindException">This node does not know the version yet.</exception>
    public void RefuseUnknown(string service, int version)
    {
        if (Service(service, version) is null) throw new CatalogueBehindException($"There is no version {version} of the service {service}.");
    }

    /// <summary>What aid is given for, by the key that procedures use; the key itself where nothing is said of it.</summary>
    public AidCause Cause(string key) => aid.Causes.FirstOrDefault(c => c.Key == key) ?? new AidCause(key, key, null);

    /// <summary>The organisation's name, or its code where a case is older than the organisation's end.</summary>
    public string BodyName(string code) => organisations.Find(code)?.Name ?? code;

    /// <summary>Where people call a body: its own number, or that of the next body above it that has one; null for none.</summary>
    public string? BodyPhone(string code)
    {
        for (var body = organisations.Find(code); body is not null; body = organisations.Find(body.Parent))
            if (body.Phone is { } phone) return phone;
        return null;
    }

    public string BodyNameEn(string code) => organisations.Find(code) is { } body ? body.NameEn ?? body.Name : code;
}

/// <summary>A case has pinned a version that this node has not loaded yet; the command is run again on the newest catalogue.</summary>
internal sealed class CatalogueBehindException(string message) : InvalidOperationException(message);

/// <summary>The configuration in force. Swapped whole, so that readers need no lock.</summary>
internal sealed class CurrentCatalogue
{
    private volatile CatalogueSnapshot? _current;

    public bool IsLoaded => _current is not null;

    /// <exception cref="InvalidOperationException">Start-up has not loaded it yet.</exception>
    public CatalogueSnapshot Current => _current ?? throw new InvalidOperationException("The catalogue is not loaded.");

    /// <summary>Which state of the stored documents this is.</summary>
    public (int Count, int Changes) Stamp { get; private set; }

    public void Swap(CatalogueSnapshot next, (int Count, int Changes) stamp) => (_current, Stamp) = (next, stamp);
}
