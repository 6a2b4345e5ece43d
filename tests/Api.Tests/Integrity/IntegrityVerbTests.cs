using Microsoft.Data.Sqlite;
using Npgsql;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Api.Tests.Storage;

namespace OneWindow.Api.Tests.Integrity;

/// <summary>-- check-integrity: what it says and how it ends.</summary>
public sealed class IntegrityVerbTests(WholeStore store, PostgreSqlCluster cluster) : IClassFixture<WholeStore>, IClassFixture<PostgreSqlCluster>
{
    [Fact]
    public async Task A_whole_store_has_no_findings_and_is_not_changed()
    {
        var copy = store.Copy();
        var before = await File.ReadAllBytesAsync(new SqliteConnectionStringBuilder(copy).DataSource, Answers.Ct);
        var (code, lines, errors) = await WholeStore.CheckAsync(copy);
        Assert.Equal((0, ""), (code, errors));
        Assert.Matches("^12 cases, [0-9]{3,4} rows: no findings$", Assert.Single(lines));
        SqliteConnection.ClearAllPools();
        Assert.Equal(before, await File.ReadAllBytesAsync(new SqliteConnectionStringBuilder(copy).DataSource, Answers.Ct));
    }

    [Fact]
    public async Task A_finding_names_the_case_and_counts()
    {
        var copy = store.Copy();
        Execute(copy, $"""UPDATE cases SET "Result" = NULL WHERE "Number" = '{store.Numbers["granted"]}'""");
        var (code, lines, _) = await WholeStore.CheckAsync(copy);
        Assert.Equal(1, code);
        Assert.Equal($"status-differs {store.Numbers["granted"]}: Closed with an end and without a result", lines[0]);
        Assert.EndsWith(": 1 findings", lines[^1]);
    }

    [Theory]
    [InlineData(1, """SELECT 1""", "Security__DataKey is not the key")]
    [InlineData(0, """DELETE FROM "__EFMigrationsHistory" WHERE "MigrationId" LIKE '%Initial'""", "older build")]
    [InlineData(0, """DELETE FROM documents""", "no configuration")]
    public async Task A_store_that_cannot_be_looked_at_is_told_apart_from_a_broken_one(byte key, string sql, string message)
    {
        var copy = store.Copy();
        Execute(copy, sql);
        var (code, lines, errors) = await WholeStore.CheckAsync(copy, key: key);
        Assert.Equal((2, 0), (code, lines.Count));
        Assert.Contains(message, errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_postgresql_a_whole_store_is_clean_and_a_loss_is_found()
    {
        var connectionString = await cluster.ConnectionStringAsync();
        await using (var api = new ApiFactory { PostgreSql = connectionString })
        {
            var numbers = await WholeStore.FillAsync(api);
            Assert.Equal(0, (await WholeStore.CheckAsync(connectionString, "PostgreSql")).Code);
            var ids = await IdsAsync(connectionString, numbers);
            foreach (var corruption in Corruption.All.Where(c => c.Codes is ["timer-missing"] or ["audit-gap"] or ["blind-index-differs"] or ["case-missing"] or ["row-unreadable"]))
                Assert.Equal(corruption.Codes, await FindAsync(connectionString, corruption.For(ids)));
        }
    }

    /// <summary>Plants, looks and takes back: a plain transaction would hide the loss from the verb's own connection.</summary>
    private static async Task<IEnumerable<string>> FindAsync(string connectionString, string sql)
    {
        var spoilt = new NpgsqlConnectionStringBuilder(connectionString) { Database = "spoilt", Pooling = false };
        NpgsqlConnection.ClearAllPools();
        await ExecuteAsync(Maintenance(connectionString), $"""CREATE DATABASE spoilt TEMPLATE "{new NpgsqlConnectionStringBuilder(connectionString).Database}" """);
        try
        {
            // As a replica applies changes: without the keys that would refuse them.
            await ExecuteAsync(spoilt.ConnectionString, $"SET session_replication_role = replica; {sql}");
            var (_, lines, _) = await WholeStore.CheckAsync(spoilt.ConnectionString, "PostgreSql");
            return lines.SkipLast(1).Select(line => line.Split(' ')[0]).Distinct();
        }
        finally
        {
            await ExecuteAsync(Maintenance(connectionString), "DROP DATABASE spoilt WITH (FORCE)");
        }
    }

    private static string Maintenance(string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Database = "postgres", Pooling = false }.ConnectionString;

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(Answers.Ct);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Answers.Ct);
    }

    private static async Task<Dictionary<string, string>> IdsAsync(string connectionString, IReadOnlyDictionary<string, string> numbers)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(Answers.Ct);
        var ids = new Dictionary<string, string>();
        foreach (var (sort, number) in numbers)
        {
            await using var command = new NpgsqlCommand("""SELECT "Id" FROM cases WHERE "Number" = $1""", connection) { Parameters = { new() { Value = number } } };
            ids[sort] = ((Guid)(await command.ExecuteScalarAsync(Answers.Ct))!).ToString();
        }

        return ids;
    }

    private static void Execute(string connectionString, string sql)
    {
        using var connection = new SqliteConnection(connectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
