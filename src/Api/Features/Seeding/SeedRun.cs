using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Storage;

namespace OneWindow.Api.Features.Seeding;

/// <summary>Fills a store with invented cases: some are lived through by the real handlers, all others are copies of those.</summary>
internal sealed class SeedRun(WebApplication app, SeedOptions options, TextWriter progress)
{
    private const int CopiesOfATemplate = 20;
    private const int MostTemplates = 4000;
    private const int BatchSize = 250;
    private static readonly TimeSpan Rhythm = TimeSpan.FromSeconds(2);

    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly Lock _gate = new();
    private TimeSpan _told;

    public async Task RunAsync(CancellationToken ct)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<OneWindowDb>();
        var first = await db.Cases.LongCountAsync(ct);
        var workers = Math.Clamp(Environment.ProcessorCount, 1, 8);
        var count = (int)Math.Clamp(options.Cases / CopiesOfATemplate, Math.Min(options.Cases, 50), MostTemplates);
        var today = app.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var templates = await new TemplateMaker(app, db, options.Seed, today)
            .MakeAsync(count, workers, made => Tell("lives lived through", made, count, made == count), ct);
        _watch.Restart();
        _told = TimeSpan.Zero;
        // SQLite has one writer; a second would only wait for it.
        await using (await IndexPause.BeginAsync(db, isEmpty: first == 0, ct))
            await CopyAsync(templates, first, db.Database.IsSqlite() ? 1 : workers, ct);
        await GatherStatisticsAsync(db, ct);
    }

    private async Task CopyAsync(IReadOnlyList<Template> templates, long first, int workers, CancellationToken ct)
    {
        var written = 0L;
        await Parallel.ForEachAsync(Batches(templates.Count), new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = ct }, async (batch, token) =>
        {
            await WriteAsync(templates[batch.Template], first + batch.From, batch.Count, token);
            var sum = Interlocked.Add(ref written, batch.Count);
            Tell("cases", sum, options.Cases, sum == options.Cases);
        });
    }

    /// <summary>Every template gets its share of the cases, a batch at a time.</summary>
    private IEnumerable<(int Template, long From, int Count)> Batches(int templates)
    {
        for (var template = 0; template < templates; template++)
        {
            var (from, end) = (options.Cases * template / templates, options.Cases * (template + 1) / templates);
            for (; from < end; from += BatchSize) yield return (template, from, (int)Math.Min(BatchSize, end - from));
        }
    }

    private async Task WriteAsync(Template template, long serial, int count, CancellationToken ct)
    {
        List<CopyOf> copies = [.. Enumerable.Range(0, count).Select(i => template.Copy(new Dice(~options.Seed, (ulong)(serial + i)), serial + i))];
        await using var scope = app.Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<OneWindowDb>().Database;
        await database.OpenConnectionAsync(ct);
        await using var transaction = await database.GetDbConnection().BeginTransactionAsync(ct);
        var writer = BulkWriter.Of(transaction);
        await writer.BeginAsync(ct);
        for (var i = 0; i < template.Tables.Count; i++)
            if (template.Tables[i].Rows.Count > 0) await writer.WriteAsync(template.Tables[i].Table, template.RowsOf(i, copies), ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>A planner that still takes the tables for empty reads them through.</summary>
    private static async Task GatherStatisticsAsync(OneWindowDb db, CancellationToken ct)
    {
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(30));
        if (!db.Database.IsSqlServer()) await db.Database.ExecuteSqlRawAsync("ANALYZE", ct);
    }

    private void Tell(string what, long done, long all, bool last)
    {
        lock (_gate)
        {
            if (!last && _watch.Elapsed - _told < Rhythm) return;
            _told = _watch.Elapsed;
            var rate = done / Math.Max(_told.TotalSeconds, 0.001);
            var left = TimeSpan.FromSeconds((all - done) / Math.Max(rate, 0.001));
            progress.WriteLine(FormattableString.Invariant($"{done:N0} of {all:N0} {what}, {rate:N0} a second, {left:hh\\:mm\\:ss} left"));
        }
    }
}

/// <param name="Seed">The same seed gives the same cases on the same day.</param>
/// <param name="Force">Also into a store that has cases.</param>
internal sealed record SeedOptions(long Cases, ulong Seed, bool Force);
