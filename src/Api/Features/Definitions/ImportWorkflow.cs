using System.Security.Cryptography;
using System.Text;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Records;
using OneWindow.Domain.Access;
using OneWindow.Domain.Audit;
using OneWindow.Domain.Errors;
using OneWindow.Workflows.Analysis;
using OneWindow.Workflows.Analysis.Routing;
using OneWindow.Workflows.Definitions;

namespace OneWindow.Api.Features.Definitions;

/// <summary>What the check finds in a posted definition; nothing is stored.</summary>
internal sealed record CheckWorkflow(string Json) : IRequest<FindingsView>;

/// <summary>Stores a definition as a draft, the next version of its workflow.</summary>
internal sealed record ImportWorkflow(string Json) : ICommand<WorkflowSummary>;

/// <summary>Makes the newest draft what new cases run. Running cases keep the version they began with.</summary>
internal sealed record PublishWorkflow(string DefinitionId) : ICommand<WorkflowSummary>;

internal sealed class CheckWorkflowHandler(CurrentCaller caller, CatalogueSnapshot catalogue, WorkflowSettings settings) : IRequestHandler<CheckWorkflow, FindingsView>
{
    public Task<FindingsView> Handle(CheckWorkflow request, CancellationToken cancellationToken)
    {
        _ = caller.Required;
        return Task.FromResult(FindingsView.Of(PublicationFindings.Of(request.Json, catalogue, settings)));
    }
}

internal sealed class ImportWorkflowHandler(OneWindowDb db, CurrentCaller caller, TimeProvider clock, CatalogueSnapshot catalogue) : IRequestHandler<ImportWorkflow, WorkflowSummary>
{
    public async Task<WorkflowSummary> Handle(ImportWorkflow request, CancellationToken cancellationToken)
    {
        var who = caller.RequiredAdmin;
        DefinitionErrors.RefuseIfBroken(DefinitionValidator.Check(request.Json, catalogue.Library));
        var definition = DefinitionReader.Read(request.Json);
        var last = await db.Documents.Where(d => d.Kind == DocumentKind.Workflow && d.Key == definition.DefinitionId).MaxAsync(d => (int?)d.Number, cancellationToken) ?? 0;
        var now = clock.GetUtcNow();
        var json = definition.With(last + 1, isPublished: false).ToJson(indented: true);
        var draft = new PublishedDocument(DocumentKind.Workflow, definition.DefinitionId, last + 1, json, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json))), now);
        db.Documents.Add(draft);
        db.Audit.Add(AuditEntry.General(new AuditFact(who.UserName, null, "workflow-imported", definition.DefinitionId), now));
        await db.SaveChangesAsync(cancellationToken);
        return new WorkflowSummary(draft.Key, definition.Name, draft.Number, draft.State, now);
    }
}

internal sealed class PublishWorkflowHandler(OneWindowDb db, CurrentCaller caller, TimeProvider clock, CatalogueLoader catalogue, CatalogueSnapshot current, WorkflowSettings settings) : IRequestHandler<PublishWorkflow, WorkflowSummary>
{
    public async Task<WorkflowSummary> Handle(PublishWorkflow request, CancellationToken cancellationToken)
    {
        var who = caller.RequiredAdmin;
        var versions = await db.Documents.Where(d => d.Kind == DocumentKind.Workflow && d.Key == request.DefinitionId).OrderBy(d => d.Number).ToListAsync(cancellationToken);
        if (versions.Count == 0) throw AccessErrors.NotFound();
        var draft = versions[^1];
        if (draft.State is not DocumentState.Draft) throw new RefusedException(RefusalKind.Conflict, "no-draft", "没有可以发布的草稿。(There is no draft to publish.)");
        DefinitionErrors.RefuseIfBroken(PublicationFindings.Of(draft.Json, current, settings));
        foreach (var version in versions) version.Retire();
        draft.Publish();
        var now = clock.GetUtcNow();
        db.Audit.Add(AuditEntry.General(new AuditFact(who.UserName, null, "workflow-published", request.DefinitionId), now));
        await db.SaveChangesAsync(cancellationToken);
        await catalogue.LoadAsync(cancellationToken);
        return new WorkflowSummary(draft.Key, DefinitionReader.Read(draft.Json).Name, draft.Number, draft.State, now);
    }
}

/// <summary>Everything that is looked at before a definition is published here: itself, and how it routes the cases of its services.</summary>
internal static class PublicationFindings
{
    public static IReadOnlyList<Finding> Of(string json, CatalogueSnapshot catalogue, WorkflowSettings settings)
    {
        var report = PublicationCheck.Of(json, settings.Exploration, catalogue.Library);
        if (report.Plan is not { } plan) return report.Findings;
        var services = catalogue.Services.Where(s => s.Definition.Workflow == plan.Definition.DefinitionId);
        return [.. report.Findings, .. services.SelectMany(s => RoutingProof.Of(plan, s.Definition.Form, catalogue.Organisations).Findings)];
    }
}

/// <summary>Refusals about definitions.</summary>
internal static class DefinitionErrors
{
    /// <summary>An error stops; warnings do not.</summary>
    public static void RefuseIfBroken(IReadOnlyList<Finding> findings)
    {
        var errors = findings.Where(f => f.Severity is FindingSeverity.Error).ToList();
        if (errors.Count == 0) return;
        throw new RefusedException(RefusalKind.Invalid, "definition-invalid", "流程定义有误。(The definition has errors.)",
            errors.GroupBy(f => f.Path, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Select(f => $"{f.Code}{(f.ActivityId is null ? "" : $" [{f.ActivityId}]")}: {f.Explanation}").ToArray(), StringComparer.Ordinal));
    }
}
