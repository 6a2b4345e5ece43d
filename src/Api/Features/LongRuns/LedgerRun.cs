using MediatR;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.CaseLedger;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Records;
using OneWindow.Domain.Access;
using OneWindow.Domain.Audit;
using OneWindow.Domain.Errors;

namespace OneWindow.Api.Features.LongRuns;

/// <summary>Exports the ledger as long work, whatever its size.</summary>
/// <param name="Key">The run's identifier where the caller chose one: the same request sent twice begins one run.</param>
internal sealed record StartLedgerExport(LedgerFilter Filter, bool English, Guid? Key = null) : ICommand<RunView>, IValidate
{
    public void Validate(Findings findings) => Filter.Validate(findings);
}

internal sealed class StartLedgerExportHandler(OneWindowDb db, LongRunDesk desk, LedgerReader ledger, CurrentCaller caller, CatalogueSnapshot catalogue)
    : IRequestHandler<StartLedgerExport, RunView>
{
    public async Task<RunView> Handle(StartLedgerExport request, CancellationToken cancellationToken)
    {
        var who = caller.Required;
        // The days are those of today, whenever it is run.
        var (from, to) = ledger.Days(request.Filter);
        var run = await desk.BeginAsync(who, new RunOrder(LedgerRun.KindName, request.English, request.Key), request.Filter with { From = from, To = to }, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return RunView.Of(run, who, catalogue);
    }
}

/// <summary>Reads the ledger a stretch at a time; each becomes a piece of the result.</summary>
internal sealed class LedgerRun(OneWindowDb db, LongRunDesk desk, LedgerReader ledger, CatalogueSnapshot catalogue, TimeProvider clock) : ILongRunKind
{
    public const string KindName = "ledger-export";

    /// <summary>Lines of a piece.</summary>
    internal const int BatchSize = 500;

    public string Kind => KindName;

    public IReadOnlyList<string> Columns(bool english) => new LedgerTable(catalogue, english).Columns;

    public async Task StepAsync(LongRun run, Caller who, CancellationToken ct)
    {
        var (filter, now, table) = (LongRunDesk.RequestOf<LedgerFilter>(run), clock.GetUtcNow(), new LedgerTable(catalogue, run.English));
        if (run.Total is null) run.Expect(await ledger.CountAsync(who, filter, int.MaxValue, ct));
        var lines = await ledger.ReadAsync(who, filter, Cursor.Read(run.Place), BatchSize, ct);
        if (lines.Count > 0)
        {
            desk.Keep(run, [.. lines.Select(table.Cells)]);
            run.Advance(lines.Count, LedgerReader.After(lines[^1]).ToString(), now);
        }

        if (lines.Count < BatchSize)
        {
            run.Finish(now);
            db.Audit.Add(AuditEntry.General(ExportLedgerHandler.Taken(who, filter, null, run.Done), now));
        }

        await db.SaveChangesAsync(ct);
    }
}
