using System.Data.Common;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using OneWindow.Api.Hosting;
using OneWindow.Api.Jobs;
using OneWindow.Api.Storage.Sealing;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Api.Tests.Pages;
using OneWindow.Domain.Cases;

namespace OneWindow.Api.Tests.Storage;

/// <summary>
/// Lists, searches, case pages, tracking and the sweep of due rows on a filled store: no statement reads a large table
/// from end to end, and none sorts more than a page has, but for the few rows that a search leaves.
/// </summary>
public sealed class QueryPlanTests(PostgreSqlCluster cluster) : IClassFixture<PostgreSqlCluster>, IDisposable
{
    private const string Cases = "1500";
    private static readonly string[] Large = ["cases", "case_bodies", "work_items", "case_timers", "audit", "bursts", "outbox", "follow_ups", "workflow_instances"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onewindow-plans-");

    [Fact]
    public async Task On_postgresql_nothing_large_is_read_through_or_sorted()
    {
        var connectionString = await cluster.ConnectionStringAsync();
        var statements = await CaptureAsync(connectionString, "PostgreSql");
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(Answers.Ct);
        // Tables of a test are small enough to read through; those of a county are not.
        await ExecuteAsync(connection, "SET enable_seqscan = off");
        var complaints = new List<string>();
        foreach (var (sql, parameters) in statements)
        {
            await using var command = new NpgsqlCommand($"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", connection);
            foreach (NpgsqlParameter parameter in parameters) command.Parameters.Add(parameter.Clone());
            using var plan = JsonDocument.Parse((string)(await command.ExecuteScalarAsync(Answers.Ct))!);
            complaints.AddRange(Complaints(plan.RootElement[0].GetProperty("Plan")).Select(c => $"{c}\n{sql}"));
        }

        Assert.True(statements.Count > 40, $"Only {statements.Count} statements were seen.");
        Assert.True(complaints.Count == 0, string.Join("\n\n", complaints));
    }

    [Fact]
    public async Task On_sqlite_nothing_large_is_read_through()
    {
        var connectionString = $"Data Source={Path.Combine(_folder.FullName, "test.db")}";
        var statements = await CaptureAsync(connectionString, "Sqlite");
        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync(Answers.Ct);
        var complaints = new List<string>();
        // "WHERE 0" asks for none of an empty list, and reads nothing.
        foreach (var (sql, parameters) in statements.Where(s => !s.Sql.TrimEnd().EndsWith("WHERE 0", StringComparison.Ordinal)))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"EXPLAIN QUERY PLAN {sql}";
            foreach (SqliteParameter parameter in parameters) command.Parameters.AddWithValue(parameter.ParameterName, parameter.Value ?? DBNull.Value);
            await using var reader = await command.ExecuteReaderAsync(Answers.Ct);
            while (await reader.ReadAsync(Answers.Ct))
                if (reader.GetString(3) is var line && line.StartsWith("SCAN ", StringComparison.Ordinal) && !line.Contains("INDEX", StringComparison.Ordinal) && ReadsLarge(line.Split(' ')[1], sql))
                    complaints.Add($"{line}\n{sql}");
        }

        Assert.True(statements.Count > 40, $"Only {statements.Count} statements were seen.");
        Assert.True(complaints.Count == 0, string.Join("\n\n", complaints));
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    /// <summary>Every statement that the reading half of the application sends, once.</summary>
    private async Task<List<(string Sql, DbParameter[] Parameters)>> CaptureAsync(string connectionString, string provider)
    {
        string[] settings = [$"--Storage:Provider={provider}", $"--ConnectionStrings:OneWindow={connectionString}", $"--Security:DataKey={Convert.ToBase64String(new byte[32])}", "--Demo:Enabled=true"];
        Assert.Equal(0, await SeedVerb.RunAsync([.. settings, "--cases", Cases], TextWriter.Null, TextWriter.Null, Answers.Ct));
        var recorder = new StatementRecorder();
        await using var api = new ApiFactory
        {
            DataFolder = _folder.FullName,
            PostgreSql = provider == "PostgreSql" ? connectionString : null,
            Clock = new ManualClock(TimeProvider.System.GetUtcNow()),
            Interceptor = recorder,
        };
        _ = await api.ClientAsync("office");
        foreach (var userName in new[] { "office", "county-station.clerk", "federation-disabled.handler", "legal-aid.approver" }) await ReadAsync(api, userName, recorder);
        recorder.Begin();
        foreach (var work in api.Services.GetServices<IDueWork>()) await work.RunAsync(Answers.Ct);
        recorder.End();
        return [.. recorder.Statements.Select(s => (s.Key, s.Value))];
    }

    private static async Task ReadAsync(ApiFactory api, string userName, StatementRecorder recorder)
    {
        var client = await api.ClientAsync(userName);
        var number = (await client.JsonAsync("/api/cases")).GetProperty("items")[0].Text("number")!;
        using var visitor = await Visitor.SignedInAsync(api, userName);
        recorder.Begin();
        string[] tasks = ["scope=mine", "scope=body", "scope=all", "scope=mine&state=done", "scope=body&state=done", "scope=all&state=done", "scope=body&late=true", "scope=all&late=true"];
        string[] cases = ["", "status=InProgress", "status=Paused", "status=Closed", "service=legal-aid", "service=temporary-relief&status=Closed", "late=true", "late=true&service=legal-aid",
            "body=civil-affairs", "body=civil-affairs&service=legal-aid", $"q={number}", $"q={number[..6]}", "q=才让", "q=王伟"];
        foreach (var url in tasks.Select(t => $"/api/tasks?{t}").Concat(cases.Select(c => $"/api/cases?{c}")))
            if ((await client.JsonAsync($"{url}&size=25")).Text("nextCursor") is { } next) await client.JsonAsync($"{url}&size=25&cursor={next}");
        foreach (var q in new[] { "14200000000", "99000019800101001X" }) await client.PostAsJsonAsync("/api/cases/search", new { q }, Answers.Ct);
        foreach (var part in new[] { "", "/timeline", "/deadline", "/explanation" }) await client.JsonAsync($"/api/cases/{number}{part}");
        await client.GetAsync($"/api/track/{number}?tail=0000", Answers.Ct);
        foreach (var status in new[] { CaseStatus.InProgress, CaseStatus.Closed }) await TrackAsync(api, status);
        var area = await api.WithDbAsync(db => db.Cases.Where(c => c.Number == number).Select(c => c.ApplicantArea).SingleAsync(Answers.Ct));
        var task = (await client.JsonAsync("/api/tasks?scope=all&size=1")).Texts("id");
        string[] pages =
        [
            .. task.Select(id => $"/tasks/{id}"), "/desk", "/cases", $"/cases/{number}", $"/cases/{number}/receipt", "/tasks", "/tasks?scope=mine&state=open", "/tasks?service=legal-aid&step=triage", $"/tasks?area={area}", $"/tasks?q={number}", $"/tasks?q={number[..8]}",
            $"/tasks?state=done&service=legal-aid&area={area}",
        ];
        foreach (var page in pages)
        {
            await visitor.OpenAsync(page);
            Assert.True(visitor.Status is HttpStatusCode.OK, $"{page}: {visitor.Status} to {userName}.");
        }

        string[] mine = userName == "county-station.clerk" ? ["才让", "14200000000", "99000019800101001X"] : [];
        foreach (var q in mine)
        {
            await visitor.OpenAsync("/residents");
            await visitor.SubmitAsync("residents", ("q", q));
        }

        string[] office = userName == "office" ? ["/office", "/office/cases", "/office/cases?what=bounced", "/office/tasks", "/office/tasks?what=meeting", "/office/acts", "/workflows/legal-aid", "/workflows/legal-aid/move", "/work"] : [];
        foreach (var page in new[] { "/ledgers", "/ledgers?service=legal-aid&late=true" }.Concat(office)) await visitor.OpenAsync(page);
        recorder.End();
    }

    private static async Task TrackAsync(ApiFactory api, CaseStatus status)
    {
        var found = await api.WithDbAsync(db => db.Cases.AsNoTracking().FirstAsync(c => c.Status == status, Answers.Ct));
        var tail = api.Services.GetRequiredService<Sealer>().Open(found.ApplicantPhoneSealed)[^4..];
        await api.CreateClient().JsonAsync($"/api/track/{found.Number}?tail={tail}");
    }

    private static IEnumerable<string> Complaints(JsonElement node)
    {
        var type = node.Text("Node Type")!;
        if (type is "Seq Scan" && Large.Contains(node.Text("Relation Name"))) yield return $"reads through {node.Text("Relation Name")}";
        if (!node.TryGetProperty("Plans", out var inner)) yield break;
        foreach (var child in inner.EnumerateArray())
        {
            // A search by name sorts what it has found; a list by its order sorts nothing.
            if (type is "Sort" && child.GetProperty("Actual Rows").GetDouble() > MostSorted) yield return $"sorts {child.GetProperty("Actual Rows")} rows";
            foreach (var complaint in Complaints(child)) yield return complaint;
        }
    }

    /// <summary>In a store this small the few cases of one body are sorted more quickly than walked.</summary>
    private const double MostSorted = 200;

    /// <summary>SQLite names a table by the alias that the statement gives it, or by its own name.</summary>
    private static bool ReadsLarge(string alias, string sql) =>
        Large.Contains(alias) || Large.Any(table => sql.Contains($"\"{table}\" AS \"{alias}\"", StringComparison.Ordinal));

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Answers.Ct);
    }
}
