using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Domain.Errors;
using OneWindow.Workflows.Analysis.Diff;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Pictures;

namespace OneWindow.Api.Features.Definitions;

/// <summary>
/// All that somebody should see before the running cases of one version are moved to another; nothing is changed. For the
/// joint office.
/// </summary>
/// <param name="Map">Steps whose id differs, old to new.</param>
/// <param name="Cursor">Where the list of cases goes on.</param>
internal sealed record LookAtMove(string DefinitionId, int? From, int? To, IReadOnlyDictionary<string, string> Map, string? Cursor) : IRequest<MoveLook>, IValidate
{
    private const int PageSize = 20;

    public MigrationBody Body => new(From ?? 0, To ?? 0, Map.Count > 0 ? new(Map) : null, Cursor, PageSize);

    public void Validate(Findings findings)
    {
        if (From is null) findings.Add("from", "请选择办件现在的版本。(Choose the version that the cases stand on.)");
        if (To is null) findings.Add("to", "请选择要换到的版本。(Choose the version to move them to.)");
        if (From is not null && To is not null) Body.Validate(findings);
    }
}

/// <param name="Body">What would be asked for.</param>
/// <param name="Differences">How the two versions differ, a sentence each.</param>
/// <param name="Gone">Steps of the old version that the new one does not have.</param>
/// <param name="New">Steps of the new version that the old one did not have.</param>
/// <param name="Cases">What would become of some of the cases.</param>
/// <param name="Moved">Running cases that were moved so before and can perhaps be taken back; at most <see cref="CaseCounts.Most"/>.</param>
internal sealed record MoveLook(
    MigrationBody Body, IReadOnlyList<BilingualText> Differences, IReadOnlyList<NamedStep> Gone, IReadOnlyList<NamedStep> New, Page<MigratedCaseView> Cases, int Moved);

internal sealed record NamedStep(string Id, BilingualText Title);

internal sealed class LookAtMoveHandler(CurrentCaller caller, MigrationDesk desk) : IRequestHandler<LookAtMove, MoveLook>
{
    public async Task<MoveLook> Handle(LookAtMove request, CancellationToken cancellationToken)
    {
        _ = caller.RequiredOffice;
        var (id, body) = (request.DefinitionId, request.Body);
        var move = await desk.MoveAsync(id, body, draftsToo: false, cancellationToken);
        var cases = await desk.EachAsync(desk.Running(id, body.From), body, one => desk.PreviewAsync(one, move, cancellationToken), cancellationToken);
        var moved = await desk.Moved(id, body.From, body.To).Take(CaseCounts.Most).CountAsync(cancellationToken);
        var differences = DefinitionDiff.Between(move.From.Definition, move.To.Definition).Select(d => d.Text);
        return new MoveLook(body, [.. differences], Lacking(move.From, move.To), Lacking(move.To, move.From), cases, moved);
    }

    /// <summary>Steps that the other version does not have under their id.</summary>
    private static List<NamedStep> Lacking(Plan plan, Plan other) =>
        [.. from step in FlowPicture.Of(plan).Steps where step.Kind is PictureKind.Step && other.Find(step.ActivityId) is null select new NamedStep(step.ActivityId, step.Title)];
}
