using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Api.Features.Tracking;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Records;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Storage.SqlServer;

/// <summary>What can be known of SQL Server without one: every query and save that tests make is made for it too, and read.</summary>
public sealed partial class SqlServerTranslationTests
{
    [Fact]
    public async Task Every_query_and_save_of_a_case_is_made_for_sql_server_too()
    {
        await using var api = new ApiFactory();
        var driver = new CaseDriver(api);
        var number = await driver.RegisterAsync(Application.Certificate);
        await driver.AnswerAsync(number, "accept", "complete");
        var shadow = SqlServerShadow.Instance;
        Assert.Contains(shadow.Queries, q => q.Text.Contains("FROM [work_items]", StringComparison.Ordinal));
        Assert.Contains(shadow.Saves, s => s.Text.Contains("INSERT INTO [cases]", StringComparison.Ordinal));
        Assert.Contains(shadow.Saves, s => Guarded().IsMatch(s.Text));
        var all = shadow.Queries.Concat(shadow.Saves).ToList();
        Assert.True(all.Count > 20);
        Assert.Empty(all.SelectMany(command => TransactSql.Findings(command).Select(finding => $"{finding} in {command.Text}")));
    }

    [Fact]
    public void What_a_step_reads_is_said_in_sql_servers_words()
    {
        using var db = SqlServerShadow.Open(new Pretence());
        var statements = new CaseStatements(db);
        foreach (var text in new[] { statements.OfCase.Text, statements.OfTask.Text, statements.OfTimer.Text })
        {
            foreach (var table in new[] { "cases", "workflow_instances", "work_items", "case_timers", "case_bodies" })
                Assert.Contains($"FROM [{table}] WHERE", text, StringComparison.Ordinal);
            Assert.Empty(TransactSql.Findings(new SentCommand(text, ["@id"])));
        }
    }

    [Fact]
    public void What_a_resident_looks_at_is_said_in_sql_servers_words()
    {
        using var db = SqlServerShadow.Open(new Pretence());
        var statements = new TrackStatements(db);
        foreach (var text in new[] { statements.OfOpen.Text, statements.OfClosed.Text })
        {
            Assert.Contains("FROM [work_items] WHERE", text, StringComparison.Ordinal);
            Assert.Empty(TransactSql.Findings(new SentCommand(text, ["@id"])));
        }
    }

    [Fact]
    public void A_query_that_sql_server_cannot_run_is_noticed()
    {
        using var db = SqlServerShadow.Open(new Pretence());
        Assert.Throws<InvalidOperationException>(() => db.Cases.Where(c => c.Limit == null).ToList());
    }

    [Theory]
    [InlineData("SELECT [a] FROM [b] LIMIT 1", "LIMIT")]
    [InlineData("SELECT \"a\" FROM b", "cannot be read")]
    [InlineData("SELECT a::text FROM b", "cannot be read")]
    [InlineData("SELECT 'a", "cannot be read")]
    [InlineData("SELECT (1", "not closed")]
    [InlineData("SELECT 1)", "too many")]
    [InlineData("SELECT @p", "nobody gives @p")]
    [InlineData("SELECT a FROM b FOR UPDATE SKIP LOCKED", "SKIP")]
    public void What_is_not_for_sql_server_is_found(string text, string expected) =>
        Assert.Contains(TransactSql.Findings(new SentCommand(text, [])), f => f.Contains(expected, StringComparison.Ordinal));

    [Fact]
    public void The_migration_script_can_be_read_and_run_again()
    {
        using var db = SqlServerShadow.Open(new Pretence());
        var script = db.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent);
        var batches = Separator().Split(script).Where(b => !string.IsNullOrWhiteSpace(b)).ToList();
        Assert.Empty(batches.SelectMany(batch => TransactSql.Findings(new SentCommand(batch, [])).Select(finding => $"{finding} in {batch}")));
        var (changes, guards) = (Change().Count(script), Guard().Count(script));
        Assert.True(changes > 50);
        // The table that the guards ask is made under a guard of its own kind.
        Assert.Equal(changes, guards + 1);
    }

    /// <summary>Nothing comes from the database but whether the row was hit, so that no statement needs MERGE.</summary>
    [Fact]
    public void No_column_is_made_by_the_database()
    {
        using var db = SqlServerShadow.Open(new Pretence());
        Assert.DoesNotContain(db.Model.GetEntityTypes().SelectMany(e => e.GetProperties()), p => p.ValueGenerated is not ValueGenerated.Never);
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task The_start_warns_where_readers_wait_for_writers(bool snapshots, int warnings)
    {
        using var logs = new LogCapture();
        await using var db = SqlServerShadow.Open(new Pretence { Value = snapshots ? 1 : 0 });
        await SqlServerAdvice.GiveAsync(db, logs.CreateLogger("start"), Answers.Ct);
        Assert.Equal(warnings, logs.Lines.Count(l => l.Contains("READ_COMMITTED_SNAPSHOT", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(1, 20)]
    [InlineData(5, 4)]
    [InlineData(null, 1)]
    public async Task The_batch_size_is_the_most_statements_of_a_round_trip(int? size, int expected)
    {
        var server = new Pretence();
        await using var db = SqlServerShadow.Open(server, size);
        for (var i = 0; i < 20; i++) db.Settings.Add(new Setting($"key{i}", "v"));
        await db.SaveChangesAsync(Answers.Ct);
        Assert.Equal(expected, server.Sent.Count);
    }

    [Theory]
    [InlineData(1205, true)]
    [InlineData(1222, true)]
    [InlineData(2601, true)]
    [InlineData(2627, true)]
    [InlineData(3960, true)]
    [InlineData(547, false)]
    [InlineData(-2, false)]
    [InlineData(2628, false)]
    public void Errors_that_only_mean_that_another_was_faster_are_known_by_number(int number, bool lost) =>
        Assert.Equal(lost, LostRace.IsSqlServer(number));

    [GeneratedRegex(@"UPDATE \[cases\] SET .*\s+OUTPUT 1\s+WHERE \[Id\] = @p\d+ AND \[Version\] = @p\d+;", RegexOptions.None, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Guarded();

    [GeneratedRegex(@"^GO\s*$", RegexOptions.Multiline, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Separator();

    [GeneratedRegex(@"^\s*(CREATE|ALTER|DROP|INSERT|EXEC)\b", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Change();

    [GeneratedRegex(@"^IF NOT EXISTS \(\s+SELECT \* FROM \[__EFMigrationsHistory\]", RegexOptions.Multiline, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Guard();
}
