using MediatR;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Domain.Errors;
using OneWindow.Workflows.Execution;

namespace OneWindow.Api.Features.Definitions;

/// <summary>What moving running cases to another version would do to each. Nothing is changed.</summary>
internal sealed record PreviewMigration(string DefinitionId, MigrationBody Body) : IRequest<Page<MigratedCaseView>>, IValidate
{
    public void Validate(Findings findings) => Body.Validate(findings);
}

/// <summary>
/// Moves running cases to another version, each in a transaction of its own: one that cannot be moved, or that somebody
/// else is faster with, does not hold up the others.
/// </summary>
internal sealed record ApplyMigration(string DefinitionId, MigrationBody Body) : IRequest<Page<MigratedCaseView>>, IValidate
{
    public void Validate(Findings findings) => Body.Validate(findings);
}

/// <summary>Takes moved cases back to the version they came from, as far as they have not moved on.</summary>
internal sealed record UndoMigration(string DefinitionId, MigrationBody Body) : IRequest<Page<MigratedCaseView>>, IValidate
{
    public void Validate(Findings findings) => Body.Validate(findings);
}

internal sealed class PreviewMigrationHandler(CurrentCaller caller, MigrationDesk desk)
    : IRequestHandler<PreviewMigration, Page<MigratedCaseView>>
{
    public async Task<Page<MigratedCaseView>> Handle(PreviewMigration request, CancellationToken cancellationToken)
    {
        _ = caller.RequiredOffice;
        var move = await desk.MoveAsync(request.DefinitionId, request.Body, draftsToo: true, cancellationToken);
        return await desk.EachAsync(desk.Running(request.DefinitionId, request.Body.From), request.Body, id => desk.PreviewAsync(id, move, cancellationToken), cancellationToken);
    }
}

internal sealed class ApplyMigrationHandler(CurrentCaller caller, MigrationDesk desk)
    : IRequestHandler<ApplyMigration, Page<MigratedCaseView>>
{
    public async Task<Page<MigratedCaseView>> Handle(ApplyMigration request, CancellationToken cancellationToken)
    {
        var who = caller.RequiredAdmin;
        var move = await desk.MoveAsync(request.DefinitionId, request.Body, draftsToo: false, cancellationToken);
        return await desk.EachAsync(desk.Running(request.DefinitionId, request.Body.From), request.Body, id => desk.ApplyAsync(id, move, who, cancellationToken), cancellationToken);
    }
}

internal sealed class UndoMigrationHandler(CurrentCaller caller, MigrationDesk desk) : IRequestHandler<UndoMigration, Page<MigratedCaseView>>
{
    public Task<Page<MigratedCaseView>> Handle(UndoMigration request, CancellationToken cancellationToken)
    {
        var (who, id, body) = (caller.RequiredAdmin, request.DefinitionId, request.Body);
        return desk.EachAsync(desk.Moved(id, body.From, body.To), body, caseId => desk.UndoAsync(caseId, body, who, cancellationToken), cancellationToken);
    }
}

/// <summary>From which version to which.</summary>
internal sealed record Move(Plan From, Plan To, EngineFacts Facts, IReadOnlyDictionary<string, string>? Map);
