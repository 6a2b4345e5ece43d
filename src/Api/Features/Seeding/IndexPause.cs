using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Storage;

namespace OneWindow.Api.Features.Seeding;

/// <summary>
/// Takes the indexes of empty tables away while they are filled and makes them again at the end, which costs PostgreSQL
/// a fraction of keeping them up row by row. Keys stay. Other providers, and tables that are in use, keep theirs. What is
/// killed meanwhile leaves them to the next start (<see cref="LostIndexes"/>).
/// </summary>
internal sealed class IndexPause : IAsyncDisposable
{
    private const string Names = """
        SELECT i.indexname AS "Value" FROM pg_indexes i
        WHERE i.schemaname = current_schema() AND i.tablename = ANY ({0})
          AND NOT EXISTS (SELECT 1 FROM pg_constraint c JOIN pg_class k ON k.oid = c.conindid WHERE k.relname = i.indexname)
        """;

    private readonly OneWindowDb? _db;

    private IndexPause(OneWindowDb? db) => _db = db;

    /// <param name="isEmpty">Whether nobody uses the tables yet.</param>
    public static async Task<IndexPause> BeginAsync(OneWindowDb db, bool isEmpty, CancellationToken ct)
    {
        if (!db.Database.IsNpgsql() || !isEmpty) return new IndexPause(null);
        var tables = BulkTable.OfCases(db.Model).Select(t => t.Name).ToArray();
        // The names come from the database's own list, and no part of a statement can be a parameter.
#pragma warning disable EF1002
        foreach (var name in await db.Database.SqlQueryRaw<string>(Names, [tables]).ToListAsync(ct)) await db.Database.ExecuteSqlRawAsync($"DROP INDEX \"{name}\"", ct);
#pragma warning restore EF1002
        return new IndexPause(db);
    }

    /// <summary>Makes them again, whatever happened in between.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_db is not null) await LostIndexes.RestoreAsync(_db, CancellationToken.None);
    }
}
