using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Records;
using OneWindow.Domain.Aid;
using OneWindow.Domain.Calendars;
using OneWindow.Domain.Catalogue;
using OneWindow.Domain.Letters;
using OneWindow.Domain.Organisations;
using OneWindow.Workflows.Analysis;
using OneWindow.Workflows.Analysis.Routing;
using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;

namespace OneWindow.Api.Catalogue;

/// <summary>Brings configuration files into the database as versions, and the versions in force into the catalogue.</summary>
internal sealed class CatalogueLoader(OneWindowDb db, CurrentCatalogue catalogue, TimeProvider clock, WorkflowSettings settings)
{
    private const int MaxRuns = 5;

    /// <summary>
    /// Publishes every document whose text is new. A text that was a version before is left as it is: a start must not
    /// undo what was published since.
    /// </summary>
    /// <exception cref="ConfigurationInvalidException">Something in the folder is missing or wrong; nothing is stored.</exception>
    public async Task ImportAsync(string folder, CancellationToken ct)
    {
        var documents = ConfigurationFolder.Read(folder);
        var world = (Library: ConfigurationFolder.Library(folder), Documents: documents);
        for (var run = 1; ; run++)
        {
            try
            {
                foreach (var document in documents) await ImportAsync(document, world, ct);
                await db.SaveChangesAsync(ct);
                return;
            }
            catch (Exception exception) when (run < MaxRuns && LostRace.Is(exception))
            {
                // Another node starts with the same files; what it stored is found on the next run.
                db.ChangeTracker.Clear();
            }
        }
    }

    /// <summary>Makes what is stored the configuration in force on this node.</summary>
    public async Task LoadAsync(CancellationToken ct)
    {
        var stamp = await StampAsync(ct);
        var documents = await db.Documents.AsNoTracking().OrderBy(d => d.Key).ThenBy(d => d.Number).ToListAsync(ct);
        catalogue.Swap(new CatalogueSnapshot(
            [.. Of(documents, DocumentKind.Service).Select(d => (new ServiceVersion(ServiceDefinition.Parse(d.Json), d.Number), IsPublished(d)))],
            [.. Of(documents, DocumentKind.Workflow).Select(d => (new WorkflowVersion(d.Key, d.Number, d.Json), IsPublished(d)))],
            OrganisationDirectory.Parse(Of(documents, DocumentKind.Organisations).Single(IsPublished).Json),
            WorkCalendar.Parse(Of(documents, DocumentKind.Calendar).Single(IsPublished).Json),
            Of(documents, DocumentKind.Intake).SingleOrDefault(IsPublished) is { } intake ? IntakeRules.Parse(intake.Json) : IntakeRules.Plain,
            Of(documents, DocumentKind.Aid).FirstOrDefault(IsPublished) is { } aid ? AidRules.Parse(aid.Json) : AidRules.None,
            Of(documents, DocumentKind.Letters).FirstOrDefault(IsPublished) is { } letters ? LetterTemplates.Parse(letters.Json) : LetterTemplates.None), stamp);
    }

    /// <summary>Takes over what another node has published since.</summary>
    public async Task RefreshAsync(CancellationToken ct)
    {
        if (await StampAsync(ct) != catalogue.Stamp) await LoadAsync(ct);
    }

    /// <summary>Changes with every version that is added, published or retired.</summary>
    private async Task<(int Count, int Changes)> StampAsync(CancellationToken ct) =>
        (await db.Documents.CountAsync(ct), await db.Documents.SumAsync(d => d.Version, ct));

    private async Task ImportAsync(ConfigurationDocument document, (IWorkflowLibrary Library, IReadOnlyList<ConfigurationDocument> Documents) world, CancellationToken ct)
    {
        var versions = await db.Documents.Where(d => d.Kind == document.Kind && d.Key == document.Key)
            .OrderBy(d => d.Number).ToListAsync(ct);
        if (versions.Any(v => v.Hash == document.Hash)) return;
        if (document.Kind is DocumentKind.Workflow) RefuseUnsound(document, world);
        foreach (var version in versions) version.Retire();
        var number = versions.Count == 0 ? 1 : versions[^1].Number + 1;
        db.Documents.Add(
            new PublishedDocument(document.Kind, document.Key, number, document.Json, document.Hash, clock.GetUtcNow()).Publish());
    }

    /// <summary>Explored only where the text is new, so that a restart costs nothing.</summary>
    private void RefuseUnsound(ConfigurationDocument workflow, (IWorkflowLibrary Library, IReadOnlyList<ConfigurationDocument> Documents) world)
    {
        var report = PublicationCheck.Of(workflow.Json, settings.Exploration, world.Library);
        var routing = report.Plan is { } plan ? RoutingFindings(plan, world.Documents) : [];
        var errors = report.Findings.Concat(routing).Where(f => f.Severity is FindingSeverity.Error).ToList();
        if (errors.Count > 0) throw new ConfigurationInvalidException([.. errors.Select(f => $"{workflow.Key}: {f}")]);
    }

    private static IEnumerable<Finding> RoutingFindings(Plan plan, IReadOnlyList<ConfigurationDocument> documents)
    {
        var organisations = OrganisationDirectory.Parse(documents.Single(d => d.Kind is DocumentKind.Organisations).Json);
        return documents.Where(d => d.Kind is DocumentKind.Service).Select(d => ServiceDefinition.Parse(d.Json))
            .Where(s => s.Workflow == plan.Definition.DefinitionId)
            .SelectMany(s => RoutingProof.Of(plan, s.Form, organisations).Findings);
    }

    private static IEnumerable<PublishedDocument> Of(IEnumerable<PublishedDocument> documents, DocumentKind kind) =>
        documents.Where(d => d.Kind == kind);

    private static bool IsPublished(PublishedDocument document) => document.State is DocumentState.Published;
}
