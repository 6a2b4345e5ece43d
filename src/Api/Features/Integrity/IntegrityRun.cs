using OneWindow.Api.Catalogue;
using OneWindow.Api.Storage;

namespace OneWindow.Api.Features.Integrity;

/// <summary>Reads the whole store and lets every check look at it. Nothing is written.</summary>
internal sealed class IntegrityRun(
    OneWindowDb db, CatalogueSnapshot catalogue, IEnumerable<ICaseCheck> caseChecks, IEnumerable<IStoreCheck> storeChecks)
{
    private const int BatchSize = 200;
    private const int MaxRuns = 8;
    private readonly CaseReader _reader = new(db);

    /// <param name="tell">Called for each finding as it is made.</param>
    public async Task<IntegritySummary> RunAsync(Action<Finding> tell, CancellationToken ct)
    {
        var (cases, rows, found) = (0L, 0L, 0L);
        var configuration = await StoredConfiguration.ReadAsync(db, catalogue, ct);
        var next = NextAsync(CaseReader.Beginning, BatchSize, ct);
        while (true)
        {
            var batch = await next;
            // The database works on the next cases while these are looked at.
            var more = batch.Last != CaseReader.End;
            if (more) next = NextAsync(batch.Last, BatchSize, ct);
            (cases, rows) = (cases + batch.Cases.Count, rows + batch.Rows);
            foreach (var finding in Look(batch, configuration)) Tell(finding);
            if (!more) break;
        }

        foreach (var check in storeChecks)
            await foreach (var finding in check.CheckAsync(db, ct)) Tell(finding);
        return new IntegritySummary(cases, rows, found);

        void Tell(Finding finding)
        {
            found++;
            tell(finding);
        }
    }

    private IEnumerable<Finding> Look(CaseBatch batch, StoredConfiguration configuration)
    {
        if (!batch.IsReadable) return [new Finding("row-unreadable", "cases", $"a row of case id {batch.Last} cannot be read")];
        return batch.Strays.Select(s => new Finding("case-missing", s.Table, $"rows of case id {s.CaseId}, which is not there"))
            .Concat(batch.Cases.SelectMany(stored => caseChecks.SelectMany(check => check.Check(stored, configuration))));
    }

    private async Task<CaseBatch> NextAsync(Guid after, int size, CancellationToken ct)
    {
        for (var run = 1; ; run++)
        {
            try
            {
                var batch = await _reader.ReadAsync(after, size, ct);
                // One by one up to the row that spoils the batch.
                return batch.IsReadable || size == 1 ? batch : await NextAsync(after, 1, ct);
            }
            catch (Exception exception) when (run < MaxRuns && LostRace.Is(exception))
            {
                // A database that locks what is read let a writer pass first; the batch is read anew.
            }
        }
    }
}
