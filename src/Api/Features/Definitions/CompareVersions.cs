using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Storage;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Errors;
using OneWindow.Workflows.Analysis.Diff;
using OneWindow.Workflows.Analysis.Replays;
using OneWindow.Workflows.Execution;

namespace OneWindow.Api.Features.Definitions;

/// <summary>How two versions differ, in words.</summary>
internal sealed record CompareVersions(string DefinitionId, int From, int To) : IRequest<Page<DiffView>>;

/// <summary>How closed cases of one version would have gone on another, which may be a draft.</summary>
internal sealed record ReplayCases(string DefinitionId, MigrationBody Body) : IRequest<Page<ReplayView>>, IValidate
{
    public void Validate(Findings findings) => Body.Validate(findings);
}

internal sealed class CompareVersionsHandler(CurrentCaller caller, DefinitionVersions versions) : IRequestHandler<CompareVersions, Page<DiffView>>
{
    public async Task<Page<DiffView>> Handle(CompareVersions request, CancellationToken cancellationToken)
    {
        _ = caller.RequiredOffice;
        var from = await versions.FindAsync(request.DefinitionId, request.From, cancellationToken);
        var to = await versions.FindAsync(request.DefinitionId, request.To, cancellationToken);
        return new Page<DiffView>([.. DefinitionDiff.Between(from, to).Select(d => new DiffView(d.Kind, d.ActivityId, d.Text))], null);
    }
}

internal sealed class ReplayCasesHandler(OneWindowDb db, CurrentCaller caller, DefinitionVersions versions) : IRequestHandler<ReplayCases, Page<ReplayView>>
{
    public async Task<Page<ReplayView>> Handle(ReplayCases request, CancellationToken cancellationToken)
    {
        _ = caller.RequiredOffice;
        var (id, body) = (request.DefinitionId, request.Body);
        var from = await versions.PlanAsync(id, body.From, cancellationToken);
        var to = await versions.PlanAsync(id, body.To, cancellationToken);
        var (size, after) = (Cursor.SizeOf(body.Size), Cursor.Read(body.Cursor)?.Tie ?? "");
        // A case that was moved between versions has a history that no single version takes.
        var cases = await db.Cases.AsNoTracking()
            .Where(c => c.DefinitionId == id && c.DefinitionVersion == body.From && c.Status == CaseStatus.Closed)
            .Where(c => string.Compare(c.Number, after) > 0 && !db.Migrations.Any(m => m.CaseId == c.Id))
            .OrderBy(c => c.Number).Take(size + 1).ToListAsync(cancellationToken);
        var ids = cases.Take(size).Select(c => c.Id).ToList();
        var bursts = (await db.Bursts.AsNoTracking().Where(b => ids.Contains(b.CaseId)).OrderBy(b => b.CaseId).ThenBy(b => b.Sequence).ToListAsync(cancellationToken))
            .ToLookup(b => b.CaseId, b => new PastStimulus(b.At, StateJson.ReadStimulus(b.Stimulus)));
        return Cursor.Cut(cases, size, Report, c => new Cursor(0, c.Number));

        ReplayView Report(CaseFile file)
        {
            var report = Replay.Run(from, to, versions.Facts, new PastCase(file.Number, [.. bursts[file.Id]]) { Limit = file.Limit }, body.Map);
            return new ReplayView(file.Number, report.Verdict, report.Findings);
        }
    }
}
