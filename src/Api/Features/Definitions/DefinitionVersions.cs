using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Records;
using OneWindow.Domain.Access;
using OneWindow.Domain.Errors;
using OneWindow.Workflows.Activities;
using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;

namespace OneWindow.Api.Features.Definitions;

/// <summary>Versions of definitions as they are stored, drafts among them.</summary>
internal sealed class DefinitionVersions(OneWindowDb db, CatalogueSnapshot catalogue)
{
    /// <summary>What the engine may know of the world.</summary>
    public EngineFacts Facts => new(catalogue.Calendar, catalogue.Organisations, catalogue.Library);

    /// <exception cref="RefusedException"><c>not-found</c>.</exception>
    public async Task<WorkflowDefinition> FindAsync(string definitionId, int version, CancellationToken ct) =>
        DefinitionReader.Read((await DocumentAsync(definitionId, version, ct)).Json).With(version, isPublished: true);

    /// <exception cref="RefusedException"><c>not-found</c>.</exception>
    public async Task<Plan> PlanAsync(string definitionId, int version, CancellationToken ct) => Compile(await FindAsync(definitionId, version, ct));

    /// <summary>A version that cases may run.</summary>
    /// <exception cref="RefusedException"><c>not-found</c> or <c>version-unpublished</c>.</exception>
    public async Task<Plan> PublishedPlanAsync(string definitionId, int version, CancellationToken ct)
    {
        var document = await DocumentAsync(definitionId, version, ct);
        if (document.State is DocumentState.Draft)
            throw new RefusedException(RefusalKind.Conflict, "version-unpublished", "这个版本还没有发布，办件不能换到草稿上。(That version is not published.)");
        return Compile(DefinitionReader.Read(document.Json).With(version, isPublished: true));
    }

    private Plan Compile(WorkflowDefinition definition) => Plan.Compile(definition, ActivityRegistry.BuiltIn, catalogue.Library);

    private async Task<PublishedDocument> DocumentAsync(string definitionId, int version, CancellationToken ct) =>
        await db.Documents.AsNoTracking().SingleOrDefaultAsync(d => d.Kind == DocumentKind.Workflow && d.Key == definitionId && d.Number == version, ct)
        ?? throw AccessErrors.NotFound();
}
