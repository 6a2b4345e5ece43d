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

internal sealed class PreviewMigrationHandler(CurrentCaller caller, DefinitionVersions versions, MigrationDesk desk)
    : IRequestHandler<PreviewMigration, Page<MigratedCaseView>>
{
    public async Task<Page<MigratedCaseView>> Handle(PreviewMigration request, CancellationToken cancellationToken)
    {
        _ = caller.RequiredOffice;
        var move = await Move.OfAsync(request.DefinitionId, request.Body, versions, draftsToo: true, cancellationToken);
        return await desk.EachAsync(desk.Running(request.DefinitionId, request.Body.From), request.Body, id => desk.PreviewAsync(id, move, cancellationToken), cancellationToken);
    }
}

internal sealed class ApplyMigrationHandler(CurrentCaller caller, DefinitionVersions versions, MigrationDesk desk)
    : IRequestHandler<ApplyMigration, Page<MigratedCaseView>>
{
    public async Task<Page<MigratedCaseView>> Handle(ApplyMigration request, CancellationToken cancellationToken)
    {
        var who = caller.RequiredAdmin;
        var move = await Move.OfAsync(request.DefinitionId, request.Body, versions, draftsToo: false, cancellationToken);
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
internal sealed record Move(Plan From, Plan To, EngineFacts Facts, IReadOnlyDictionary<string, string>? Map)
{
    /// <param name="draftsToo">Whether the target may be a draft, which cases cannot run.</param>
    /// <exception cref="RefusedException"><c>not-found</c>, <c>version-unpublished</c> or <c>request-invalid</c> where the map names a step that there is not.</exception>
    public static async Task<Move> OfAsync(string definitionId, MigrationBody body, DefinitionVersions versions, bool draftsToo, CancellationToken ct)
    {
        var from = await versions.PlanAsync(definitionId, body.From, ct);
        var to = draftsToo ? await versions.PlanAsync(definitionId, body.To, ct) : await versions.PublishedPlanAsync(definitionId, body.To, ct);
        var findings = new Findings();
        foreach (var (old, now) in body.Map ?? [])
        {
            if (from.Find(old) is null) findings.Add($"map.{old}", $"第{body.From}版没有环节“{old}”。(Version {body.From} has no step “{old}”.)");
            if (to.Find(now) is null) findings.Add($"map.{old}", $"第{body.To}版没有环节“{now}”。(Version {body.To} has no step “{now}”.)");
        }
        findings.ThrowIfAny("request-invalid", "请求有误");
        return new Move(from, to, versions.Facts, body.Map);
    }
}
