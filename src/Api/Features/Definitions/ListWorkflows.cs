using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Records;
using OneWindow.Domain.Access;
using OneWindow.Workflows.Definitions;

namespace OneWindow.Api.Features.Definitions;

/// <summary>Every version of every workflow.</summary>
internal sealed record ListWorkflows : IRequest<Page<WorkflowSummary>>;

/// <summary>One version as Elsa 3 JSON.</summary>
internal sealed record ExportWorkflow(string DefinitionId, int Version) : IRequest<string>;

internal sealed class ListWorkflowsHandler(OneWindowDb db, CurrentCaller caller) : IRequestHandler<ListWorkflows, Page<WorkflowSummary>>
{
    public async Task<Page<WorkflowSummary>> Handle(ListWorkflows request, CancellationToken cancellationToken)
    {
        _ = caller.Required;
        var documents = await db.Documents.AsNoTracking().Where(d => d.Kind == DocumentKind.Workflow)
            .OrderBy(d => d.Key).ThenBy(d => d.Number).ToListAsync(cancellationToken);
        return new Page<WorkflowSummary>([.. documents.Select(d => new WorkflowSummary(d.Key, DefinitionReader.Read(d.Json).Name, d.Number, d.State, d.At))], null);
    }
}

internal sealed class ExportWorkflowHandler(OneWindowDb db, CurrentCaller caller) : IRequestHandler<ExportWorkflow, string>
{
    public async Task<string> Handle(ExportWorkflow request, CancellationToken cancellationToken)
    {
        _ = caller.Required;
        var document = await db.Documents.AsNoTracking().SingleOrDefaultAsync(
            d => d.Kind == DocumentKind.Workflow && d.Key == request.DefinitionId && d.Number == request.Version, cancellationToken) ?? throw AccessErrors.NotFound();
        var isLatest = !await db.Documents.AnyAsync(d => d.Kind == DocumentKind.Workflow && d.Key == request.DefinitionId && d.Number > request.Version, cancellationToken);
        return DefinitionReader.Read(document.Json).With(document.Number, document.State is DocumentState.Published, isLatest).ToJson(indented: true);
    }
}
