using System.Text.Json;
using Microsoft.Data.Sqlite;
using Npgsql;
using OneWindow.Api.Features.Seeding;
using OneWindow.Api.Hosting;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Api.Tests.Storage;

namespace OneWindow.Api.Tests.Integrity;

/// <summary>-- seed: invented cases that are like all others.</summary>
public sealed class SeedTests(PostgreSqlCluster cluster) : IClassFixture<PostgreSqlCluster>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onewindow-seed-");

    [Fact]
    public async Task Seeded_cases_are_whole_and_go_on_like_any_other()
    {
        Assert.Equal((0, "200 cases added"), await SeedAsync(Store("test"), "--cases", "200"));
        Assert.Equal(0, (await WholeStore.CheckAsync(Store("test"))).Code);
        await using var api = new ApiFactory { DataFolder = _folder.FullName, Clock = new ManualClock(TimeProvider.System.GetUtcNow()) };
        var driver = new CaseDriver(api);
        var office = await api.ClientAsync("office");
        // Which tasks there are, and who holds them, changes with the day: one is claimed, and one answered where none of its fields is asked for.
        var steps = (await OpenAsync(office)).Where(t => t.Text("kind") is "Step").ToList();
        var open = steps.Find(t => t.GetProperty("form").ValueKind is JsonValueKind.Null) is { ValueKind: JsonValueKind.Object } plain ? plain : steps[0];
        var task = await office.JsonAsync($"/api/tasks/{open.Text("id")}");
        var holder = task.Text("assignee") ?? CaseDriver.HolderOf(task);
        await CaseDriver.OkAsync(await driver.PostAsync(holder, $"/api/tasks/{task.Text("id")}/claim", null));
        if (task.GetProperty("form").ValueKind is JsonValueKind.Null)
            await CaseDriver.OkAsync(await driver.CompleteAsync(holder, task, task.GetProperty("outcomes")[0].Text("key")!, "同意"));
        else
            await CaseDriver.OkAsync(await driver.PostAsync("office", $"/api/cases/{task.Text("caseNumber")}/withdraw", new { reason = "不再需要" }));
        Assert.Empty(await StoreFindings.OfAsync(api));
    }

    /// <summary>Every open task, page by page: which come first is chance.</summary>
    private static async Task<List<JsonElement>> OpenAsync(HttpClient office)
    {
        var (found, cursor) = (new List<JsonElement>(), "");
        for (string? next = ""; next is not null; cursor = next ?? "")
        {
            var page = await office.JsonAsync($"/api/tasks?scope=all&size=100&cursor={Uri.EscapeDataString(cursor)}");
            found.AddRange(page.GetProperty("items").EnumerateArray());
            next = page.Text("nextCursor");
        }

        return found;
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_cases()
    {
        foreach (var name in new[] { "one", "two" }) await SeedAsync(Store(name), "--cases", "60", "--seed", "7");
        await SeedAsync(Store("three"), "--cases", "60", "--seed", "8");
        Assert.Equal(People("one"), People("two"));
        Assert.NotEqual(People("one"), People("three"));
        Assert.Equal(60, People("one").Distinct().Count());
    }

    [Fact]
    public async Task A_store_with_cases_is_added_to_only_by_force()
    {
        await SeedAsync(Store("test"), "--cases", "20");
        Assert.Equal(1, (await SeedAsync(Store("test"), "--cases", "20")).Code);
        Assert.Equal(0, (await SeedAsync(Store("test"), "--cases", "20", "--force")).Code);
        Assert.StartsWith("40 cases", (await WholeStore.CheckAsync(Store("test"))).Lines[^1]);
    }

    [Theory]
    [InlineData(2, "--cases")]
    [InlineData(2, "--cases", "many")]
    [InlineData(2, "--cases", "0")]
    [InlineData(1, "--cases", "5", "--Demo:Enabled=false")]
    public async Task What_it_may_not_do_it_does_not_begin(int code, params string[] args)
    {
        Assert.Equal(code, (await SeedAsync(Store("none"), args)).Code);
        Assert.False(File.Exists(Path.Combine(_folder.FullName, "none.db")));
    }

    [Fact]
    public async Task On_postgresql_the_indexes_are_there_again_afterwards()
    {
        var connectionString = await cluster.ConnectionStringAsync();
        var before = await IndexesAsync(connectionString);
        Assert.Equal(0, (await SeedAsync(connectionString, "--cases", "200", "--Storage:Provider=PostgreSql")).Code);
        Assert.Equal(before, await IndexesAsync(connectionString));
        Assert.Equal(0, (await WholeStore.CheckAsync(connectionString, "PostgreSql")).Code);
    }

    [Fact]
    public async Task Indexes_that_a_killed_seed_took_away_are_back_with_the_next_start()
    {
        var connectionString = await cluster.NewDatabaseAsync();
        List<string> whole;
        await using (var seeding = new ApiFactory { PostgreSql = connectionString })
        {
            seeding.CreateClient();
            whole = await IndexesAsync(connectionString);
            // Killed: nobody comes to put them back.
            Assert.NotNull(await seeding.WithDbAsync(db => IndexPause.BeginAsync(db, isEmpty: true, Answers.Ct)));
        }

        Assert.True((await IndexesAsync(connectionString)).Count < whole.Count - 10);
        var logs = new LogCapture { Everything = false };
        await using var after = new ApiFactory { PostgreSql = connectionString, Logs = logs };
        after.CreateClient();
        Assert.Equal(whole, await IndexesAsync(connectionString));
        Assert.Contains(logs.Lines, line => line.Contains("indexes were missing", StringComparison.Ordinal));
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    private string Store(string name) => $"Data Source={Path.Combine(_folder.FullName, $"{name}.db")}";

    private static async Task<(int Code, string Output)> SeedAsync(string connectionString, params string[] args)
    {
        var output = new StringWriter();
        var code = await SeedVerb.RunAsync(
            ["--Storage:Provider=Sqlite", $"--ConnectionStrings:OneWindow={connectionString}", $"--Security:DataKey={Convert.ToBase64String(new byte[32])}", "--Demo:Enabled=true", .. args],
            output, TextWriter.Null, Answers.Ct);
        return (code, output.ToString().Trim());
    }

    private List<string> People(string name)
    {
        using var connection = new SqliteConnection(Store(name));
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = """SELECT "Number" || "ApplicantName" || "ApplicantIdNumberIndex" || "ServiceKey" FROM cases ORDER BY 1""";
        using var reader = command.ExecuteReader();
        var people = new List<string>();
        while (reader.Read()) people.Add(reader.GetString(0));
        return people;
    }

    private static async Task<List<string>> IndexesAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(Answers.Ct);
        // The scheduler makes tables of its own when it is first used.
        await using var command = new NpgsqlCommand("SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename NOT LIKE 'qrtz%' ORDER BY 1", connection);
        await using var reader = await command.ExecuteReaderAsync(Answers.Ct);
        var indexes = new List<string>();
        while (await reader.ReadAsync(Answers.Ct)) indexes.Add(reader.GetString(0));
        return indexes;
    }
}
