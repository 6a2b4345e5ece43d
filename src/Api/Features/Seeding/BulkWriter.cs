using System.Data;
using System.Data.Common;
using System.Text;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;

namespace OneWindow.Api.Features.Seeding;

/// <summary>Puts many rows into a table by the way that is the provider's fastest.</summary>
internal abstract class BulkWriter(DbTransaction transaction)
{
    protected DbTransaction Transaction { get; } = transaction;

    public static BulkWriter Of(DbTransaction transaction) => transaction switch
    {
        NpgsqlTransaction => new PostgreSqlWriter(transaction),
        SqlTransaction => new SqlServerWriter(transaction),
        _ => new SqliteWriter(transaction),
    };

    /// <summary>Before the first table of a transaction.</summary>
    public virtual Task BeginAsync(CancellationToken ct) => Task.CompletedTask;

    public abstract Task WriteAsync(BulkTable table, IEnumerable<object?[]> rows, CancellationToken ct);

    protected static string Quoted(IEnumerable<string> names) => string.Join(", ", names.Select(n => $"\"{n}\""));
}

/// <summary>COPY in its binary form.</summary>
internal sealed class PostgreSqlWriter(DbTransaction transaction) : BulkWriter(transaction)
{
    /// <summary>
    /// Copies of what was consistent are consistent: whoever may leaves out looking each reference up. What a power cut
    /// takes of the last batches is seeded again.
    /// </summary>
    private const string Lightly = """
        SET LOCAL synchronous_commit = off;
        SELECT set_config('session_replication_role', 'replica', true) WHERE current_setting('is_superuser') = 'on';
        """;

    public override async Task BeginAsync(CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Lightly, (NpgsqlConnection)Transaction.Connection!);
        await command.ExecuteNonQueryAsync(ct);
    }

    public override async Task WriteAsync(BulkTable table, IEnumerable<object?[]> rows, CancellationToken ct)
    {
        var connection = (NpgsqlConnection)Transaction.Connection!;
        await using var import = await connection.BeginBinaryImportAsync($"COPY \"{table.Name}\" ({Quoted(table.Columns)}) FROM STDIN (FORMAT BINARY)", ct);
        foreach (var row in rows)
        {
            // Into the driver's own buffer: a thousand values a case are not worth a wait each.
            import.StartRow();
            foreach (var value in row)
            {
                if (value is null) import.WriteNull();
                else import.Write(value, TypeOf(value));
            }
        }

        await import.CompleteAsync(ct);
    }

    private static NpgsqlDbType TypeOf(object value) => value switch
    {
        Guid => NpgsqlDbType.Uuid,
        string => NpgsqlDbType.Text,
        int => NpgsqlDbType.Integer,
        long => NpgsqlDbType.Bigint,
        bool => NpgsqlDbType.Boolean,
        DateOnly => NpgsqlDbType.Date,
        _ => throw new NotSupportedException($"No column holds a {value.GetType().Name}."),
    };
}

internal sealed class SqlServerWriter(DbTransaction transaction) : BulkWriter(transaction)
{
    public override async Task WriteAsync(BulkTable table, IEnumerable<object?[]> rows, CancellationToken ct)
    {
        using var data = new DataTable();
        foreach (var column in table.Columns) data.Columns.Add(column, typeof(object));
        foreach (var row in rows) data.Rows.Add([.. row.Select(value => value is DateOnly date ? date.ToDateTime(TimeOnly.MinValue) : value ?? DBNull.Value)]);
        using var copy = new SqlBulkCopy((SqlConnection)Transaction.Connection!, SqlBulkCopyOptions.CheckConstraints, (SqlTransaction)Transaction)
        {
            DestinationTableName = $"[{table.Name}]",
            BulkCopyTimeout = 0,
        };
        foreach (var column in table.Columns) copy.ColumnMappings.Add(column, column);
        await copy.WriteToServerAsync(data, ct);
    }
}

/// <summary>One statement for several rows, prepared once for a table.</summary>
internal sealed class SqliteWriter(DbTransaction transaction) : BulkWriter(transaction)
{
    private const int MaxParameters = 900;

    public override async Task WriteAsync(BulkTable table, IEnumerable<object?[]> rows, CancellationToken ct)
    {
        var width = table.Columns.Count;
        using var many = Command(table, Math.Max(1, MaxParameters / width));
        using var one = Command(table, 1);
        var (filled, waiting) = (0, new List<object?[]>());
        foreach (var row in rows)
        {
            Bind(many, filled++ * width, row);
            waiting.Add([.. row]);
            if (filled * width < many.Parameters.Count) continue;
            await many.ExecuteNonQueryAsync(ct);
            filled = 0;
            waiting.Clear();
        }

        foreach (var row in waiting)
        {
            Bind(one, 0, row);
            await one.ExecuteNonQueryAsync(ct);
        }
    }

    private SqliteCommand Command(BulkTable table, int rows)
    {
        var sql = new StringBuilder($"INSERT INTO \"{table.Name}\" ({Quoted(table.Columns)}) VALUES ");
        var command = ((SqliteConnection)Transaction.Connection!).CreateCommand();
        for (var row = 0; row < rows; row++)
        {
            sql.Append(row == 0 ? "(" : ", (");
            for (var column = 0; column < table.Columns.Count; column++)
            {
                var name = $"$p{row * table.Columns.Count + column}";
                sql.Append(column == 0 ? "" : ", ").Append(name);
                command.Parameters.Add(new SqliteParameter { ParameterName = name });
            }

            sql.Append(')');
        }

        command.CommandText = sql.ToString();
        return command;
    }

    private static void Bind(SqliteCommand command, int from, object?[] row)
    {
        for (var i = 0; i < row.Length; i++) command.Parameters[from + i].Value = row[i] ?? DBNull.Value;
    }
}
