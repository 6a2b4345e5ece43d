using System.Collections.Concurrent;
using OneWindow.Api.Catalogue;
using OneWindow.Workflows.Activities;
using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;

namespace OneWindow.Api.Features.Process;

/// <summary>Compiled definitions. A version never changes, so a plan is made once per process.</summary>
internal sealed class Plans
{
    private readonly ConcurrentDictionary<(string, int), Plan> _plans = new();

    /// <summary>The plan of the version that a case has pinned.</summary>
    /// <exception cref="CatalogueBehindException">This node does not know the version yet; published versions are never removed.</exception>
    public Plan Of(CatalogueSnapshot catalogue, string definitionId, int version) =>
        _plans.GetOrAdd((definitionId, version), _ => Plan.Compile(DefinitionReader.Read(Document(catalogue, definitionId, version)).With(version, isPublished: true), ActivityRegistry.BuiltIn, catalogue.Library));

    private static string Document(CatalogueSnapshot catalogue, string definitionId, int version) =>
        catalogue.Workflow(definitionId, version)?.Json ?? throw new CatalogueBehindException($"There is no version {version} of the workflow {definitionId}.");
}
