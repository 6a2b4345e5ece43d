using System.Data;
using System.Linq.Expressions;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Storage;
using OneWindow.Domain.Cases;
using OneWindow.Workflows.Execution;

namespace OneWindow.Api.Features.Integrity;

/// <summary>Cases whose keys follow one another, with all rows of that stretch of keys.</summary>
/// <param name="Last">Where the next batch begins.</param>
/// <param name="Strays">Table and case id of rows whose case is not there.</param>
/// <param name="IsReadable">False where a column holds what no build has written; then there is nothing but <paramref name="Last"/>.</param>
internal sealed record CaseBatch(
    IReadOnlyList<StoredCase> Cases, IReadOnlyList<(string Table, Guid CaseId)> Strays, Guid Last, long Rows, bool IsReadable = true);

/// <summary>
/// Reads a store case by case in the order of their keys, each batch in a snapshot of its own: it may run beside a
/// serving node, and a store of any size takes the same memory.
/// </summary>
internal sealed class CaseReader(OneWindowDb db)
{
    /// <summary>Where to begin.</summary>
    public static readonly Guid Beginning = Guid.Empty;

    /// <summary>Where nothing follows any more.</summary>
    public static readonly Guid End = Guid.AllBitsSet;

    private readonly List<(string Table, Guid CaseId)> _strays = [];
    private long _rows;

    public async Task<CaseBatch> ReadAsync(Guid after, int size, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            await using var snapshot = await BeginAsync(ct);
            return await ReadStretchAsync(after, size, ct);
        }
        finally
        {
            await db.Database.UseTransactionAsync(null, ct);
            await db.Database.CloseConnectionAsync();
        }
    }

    // SQLite's transactions would take the place of a writer from the start; one that only reads must say so.
    private async Task<System.Data.Common.DbTransaction> BeginAsync(CancellationToken ct)
    {
        var connection = db.Database.GetDbConnection();
        var transaction = connection is SqliteConnection sqlite
            ? sqlite.BeginTransaction(IsolationLevel.Serializable, deferred: true)
            : await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        await db.Database.UseTransactionAsync(transaction, ct);
        return transaction;
    }

    private async Task<CaseBatch> ReadStretchAsync(Guid after, int size, CancellationToken ct)
    {
        _strays.Clear();
        _rows = 0;
        var ids = await db.Cases.Where(c => c.Id > after).OrderBy(c => c.Id).Select(c => c.Id).Take(size).ToListAsync(ct);
        var stretch = new Stretch(after, ids.Count < size ? End : ids[^1]);
        try
        {
            return await ReadStretchAsync(stretch, ids.ToHashSet(), ct);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            return new CaseBatch([], [], stretch.UpTo, 0, IsReadable: false);
        }
    }

    private async Task<CaseBatch> ReadStretchAsync(Stretch stretch, HashSet<Guid> known, CancellationToken ct)
    {
        var cases = await RowsAsync(db.Cases, c => c.Id, "cases", stretch, known, ct);
        var instances = await RowsAsync(db.Instances, i => i.CaseId, "workflow_instances", stretch, known, ct);
        var bodies = await RowsAsync(db.CaseBodies, b => b.CaseId, "case_bodies", stretch, known, ct);
        var items = await RowsAsync(db.WorkItems, w => w.CaseId, "work_items", stretch, known, ct);
        var timers = await RowsAsync(db.Timers, t => t.CaseId, "case_timers", stretch, known, ct);
        var visits = await RowsAsync(db.FollowUps, f => f.CaseId, "follow_ups", stretch, known, ct);
        var letters = await RowsAsync(db.Letters, l => l.CaseId, "issued_letters", stretch, known, ct);
        var objections = await RowsAsync(db.Objections, o => o.CaseId, "objections", stretch, known, ct);
        var ratings = await RowsAsync(db.Ratings, r => r.CaseId, "ratings", stretch, known, ct);
        var results = await RowsAsync(db.Results, r => r.CaseId, "issued_results", stretch, known, ct);
        var grants = await RowsAsync(db.Grants, g => g.CaseId, "grants", stretch, known, ct);
        var audit = await RowsAsync(db.Audit.Where(a => a.CaseId != null), a => a.CaseId!.Value, "audit", stretch, known, ct);
        var bursts = await RowsAsync(db.Bursts.Select(b => new BurstRow { CaseId = b.CaseId, Sequence = b.Sequence, Stimulus = b.Stimulus }), b => b.CaseId, "bursts", stretch, known, ct);
        await RowsAsync(db.Outbox.Select(m => new Reference { CaseId = m.CaseId }), m => m.CaseId, "outbox", stretch, known, ct);
        await RowsAsync(db.AidPermits.Select(p => new Reference { CaseId = p.CaseId }), p => p.CaseId, "aid_permits", stretch, known, ct);
        await RowsAsync(db.Migrations.Select(m => new Reference { CaseId = m.CaseId }), m => m.CaseId, "case_migrations", stretch, known, ct);
        await RowsAsync(db.LastLooks.Select(l => new Reference { CaseId = l.CaseId }), l => l.CaseId, "last_looks", stretch, known, ct);
        await RowsAsync(db.Files.Select(f => new Reference { CaseId = f.CaseId }), f => f.CaseId, "case_files", stretch, known, ct);
        await RowsAsync(db.SupervisoryActs.Select(a => new Reference { CaseId = a.CaseId }), a => a.CaseId, "supervisory_acts", stretch, known, ct);
        return new CaseBatch([.. cases.SelectMany(c => c).Select(Assemble)], [.. _strays], stretch.UpTo, _rows);

        StoredCase Assemble(CaseFile file)
        {
            var instance = instances[file.Id].FirstOrDefault();
            return new StoredCase
            {
                File = file,
                Instance = instance,
                Bodies = [.. bodies[file.Id]],
                Items = [.. items[file.Id]],
                Timers = [.. timers[file.Id]],
                FollowUps = [.. visits[file.Id]],
                Letters = [.. letters[file.Id]],
                Objections = [.. objections[file.Id]],
                Ratings = [.. ratings[file.Id]],
                Results = [.. results[file.Id]],
                Grants = [.. grants[file.Id]],
                Audit = [.. audit[file.Id].OrderBy(a => a.Sequence)],
                Bursts = [.. bursts[file.Id].OrderBy(b => b.Sequence).Select(b => new StoredBurst(b.Sequence, OrNull(b.Stimulus, StateJson.ReadStimulus)))],
                State = instance is null ? null : OrNull(instance.State, StateJson.Read),
            };
        }
    }

    private async Task<ILookup<Guid, T>> RowsAsync<T>(
        IQueryable<T> table, Expression<Func<T, Guid>> caseId, string name, Stretch stretch, HashSet<Guid> known, CancellationToken ct)
        where T : class
    {
        var rows = await table.AsNoTracking().Where(stretch.Holds(caseId)).ToListAsync(ct);
        _rows += rows.Count;
        var byCase = rows.ToLookup(caseId.Compile());
        _strays.AddRange(byCase.Where(g => !known.Contains(g.Key)).Select(g => (name, g.Key)));
        return byCase;
    }

    private static T? OrNull<T>(string json, Func<string, T> read)
        where T : class
    {
        try
        {
            return read(json);
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException or FormatException)
        {
            return null;
        }
    }

    private sealed class BurstRow
    {
        public required Guid CaseId { get; init; }
        public required int Sequence { get; init; }
        public required string Stimulus { get; init; }
    }

    private sealed class Reference
    {
        public required Guid CaseId { get; init; }
    }

    /// <summary>Keys after one and up to another.</summary>
    private sealed record Stretch(Guid After, Guid UpTo)
    {
        public Expression<Func<T, bool>> Holds<T>(Expression<Func<T, Guid>> key)
        {
            var mine = Expression.Constant(this);
            return Expression.Lambda<Func<T, bool>>(
                Expression.AndAlso(
                    Expression.GreaterThan(key.Body, Expression.Property(mine, nameof(After))),
                    Expression.LessThanOrEqual(key.Body, Expression.Property(mine, nameof(UpTo)))),
                key.Parameters);
        }
    }
}
