using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using OneWindow.Api.Storage;

namespace OneWindow.Api.Features.Seeding;

/// <summary>
/// Takes the indexes of empty tables away while they are filled and makes them again at the end, which costs PostgreSQL
/// a fraction of keeping them up row by row. Keys stay. Other providers, and tables that are in use, keep theirs.
/// </summary>
internal sealed class IndexPause : IAsyncDisposable
{
    private const string Definitions = """
        SELECT i.indexname, i.indexdef FROM pg_indexes i
        WHERE i.schemaname = current_schema() AND i.tablename = ANY ($1)
          AND NOT EXISTS (SELECT 1 FROM pg_constraint c JOIN pg_class k ON k.oid = c.conindid WHERE k.relname = i.indexname)
        """;

    private readonly DbConnection _connection;
    private readonly List<(string Name, string Definition)> _indexes = [];

    private IndexPause(DbConnection connection) => _connection = connection;

    /// <param name="isEmpty">Whether nobody uses the tables yet.</param>
    public static async Task<IndexPause> BeginAsync(OneWindowDb db, bool isEmpty, CancellationToken ct)
    {
        var pause = new IndexPause(db.Database.GetDbConnection());
        if (pause._connection is not NpgsqlConnection connection || !isEmpty) return pause;
        await db.Database.OpenConnectionAsync(ct);
        var tables = BulkTable.OfCases(db.Model).Select(t => t.Name).ToArray();
        await using (var command = new NpgsqlCommand(Definitions, connection) { Parameters = { new() { Value = tables } } })
        {
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct)) pause._indexes.Add((reader.GetString(0), reader.GetString(1)));
        }

        foreach (var (name, _) in pause._indexes) await pause.ExecuteAsync($"DROP INDEX \"{name}\"");
        return pause;
    }

    /// <summary>Makes them again, whatever happened in between.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var (_, definition) in _indexes) await ExecuteAsync(definition);
        if (_indexes.Count > 0) await _connection.CloseAsync();
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }
}
