using MediatR;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Features.Services;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Records;
using OneWindow.Domain.Access;
using OneWindow.Domain.Errors;

namespace OneWindow.Api.Features.Drafts;

/// <summary>Keeps a registration as far as it is filled in. Nothing but the service is checked: a draft may be wrong.</summary>
/// <param name="Id">The draft to write over; null for a new one.</param>
internal sealed record SaveDraft(Guid? Id, RegisterCase? Content) : ICommand<DraftSummary>, IValidate
{
    public void Validate(Findings findings)
    {
        if (string.IsNullOrWhiteSpace(Content?.Service)) findings.Add("service", "请选择事项。(A service is required.)");
        ReadableJson.Check(Content?.Form, "form", findings);
    }
}

internal sealed class SaveDraftHandler(OneWindowDb db, DraftDesk desk, CatalogueSnapshot catalogue, CurrentCaller caller) : IRequestHandler<SaveDraft, DraftSummary>
{
    public async Task<DraftSummary> Handle(SaveDraft request, CancellationToken cancellationToken)
    {
        var (who, content) = (caller.Required, request.Content!);
        var draft = request.Id is { } id ? await WrittenOverAsync(who, id, content, cancellationToken) : desk.Begin(who, content);
        await db.SaveChangesAsync(cancellationToken);
        return desk.Summary(draft);
    }

    private async Task<CaseDraft> WrittenOverAsync(Caller who, Guid id, RegisterCase content, CancellationToken ct)
    {
        var service = catalogue.Service(content.Service!) ?? throw ServiceErrors.NotFound(content.Service);
        var draft = await desk.FindAsync(who, id, ct);
        if (draft.ServiceKey != service.Definition.Key) throw new RefusedException(RefusalKind.Conflict, "draft-of-other-service", "草稿属于另一事项。(The draft is for another service.)");
        desk.Save(draft, content);
        return draft;
    }
}
