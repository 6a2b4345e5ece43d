using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using OneWindow.Api.Storage;
using OneWindow.Bench.Storage;
using OneWindow.Driving;

namespace OneWindow.Bench.Load;

/// <summary>
/// Drives a system over HTTP as the people of an office would, many at once, and beside it, in turns and on the same
/// database, makes the same transactions by hand.
/// </summary>
internal static class LoadBench
{
    private const int RawCases = 240;
    private const int WarmSeconds = 8;

    /// <summary>Enough to keep two cores and a disk busy, and few enough to leave the server connections for two nodes.</summary>
    private const int MostRawClients = 16;

    /// <returns>How many calls failed.</returns>
    public static async Task<int> RunAsync(LoadOptions options)
    {
        if (options.Provider == "sqlite")
        {
            await using var file = new SqliteFile();
            return await RunAsync(options, file);
        }
        if (PostgreSqlServer.Missing is { } missing) throw new InvalidOperationException(missing);
        await using var server = await PostgreSqlServer.CreateAsync();
        var failed = await RunAsync(options, new PostgreSqlDatabase(server));
        NpgsqlConnection.ClearAllPools();
        return failed;
    }

    private static async Task<int> RunAsync(LoadOptions options, IDatabase database)
    {
        var folder = Directory.CreateTempSubdirectory("onewindow-load-");
        var nodes = new List<ServerProcess>();
        try
        {
            var settings = new ServerSettings(database.Provider, database.ConnectionString, folder.FullName);
            if (options.Cases > 0) await SeedAsync(settings, options.Cases);
            // One after the other: the first makes the tables.
            for (var node = 0; node < options.Nodes; node++) nodes.Add(await ServerProcess.StartAsync(settings));
            return await DriveAsync(options, database, nodes);
        }
        finally
        {
            foreach (var node in nodes) await node.DisposeAsync();
            folder.Delete(recursive: true);
        }
    }

    private static async Task SeedAsync(ServerSettings settings, int cases)
    {
        var (code, output) = await ServerProcess.RunAsync(settings, "seed", "--cases", cases.ToString(CultureInfo.InvariantCulture));
        if (code != 0) throw new InvalidOperationException($"The cases could not be made: {output}");
    }

    private static async Task<int> DriveAsync(LoadOptions options, IDatabase database, List<ServerProcess> nodes)
    {
        using var office = new Office(nodes.Select(n => n.Address));
        await office.SignInAsync();
        await MixAsync(office, options.Clients, WarmSeconds, new CallTimes());
        await using var raw = await RawMix.PrepareAsync(office, database, Tables(database), Math.Min(options.Clients, MostRawClients), RawCases * (options.Rounds + 1));
        await MaintainAsync(database);
        await raw.RunAsync(RawCases);
        var (times, elapsed, rawRates, ratios) = (new CallTimes(), TimeSpan.Zero, new List<double>(), new List<double>());
        var processor = nodes.Sum(n => n.ProcessorTime.TotalMilliseconds);
        var own = Environment.CpuUsage.TotalTime;
        for (var round = 0; round < options.Rounds; round++)
        {
            var before = Writes(times);
            var took = await MixAsync(office, options.Clients, options.Seconds, times);
            elapsed += took;
            rawRates.Add(await raw.RunAsync(RawCases));
            ratios.Add((Writes(times) - before) / took.TotalSeconds / rawRates[^1]);
        }
        processor = nodes.Sum(n => n.ProcessorTime.TotalMilliseconds) - processor;
        var calls = times.Total;
        await Report.TableAsync($"{database.Provider}, {options.Nodes} node(s), {options.Clients} clients, {options.Cases} cases before", CallTimes.Header, times.Rows(elapsed));
        await Report.TableAsync("Beside it", ["", ""],
        [
            ["writing calls a second", Report.Number(Writes(times) / elapsed.TotalSeconds)],
            ["raw transactions a second, the same writes", Report.Number(Measure.Median(rawRates))],
            ["share of the raw rate, median of rounds", Report.Number(Measure.Median(ratios))],
            ["ms of CPU a call, all nodes", Report.Number(processor / calls)],
            ["ms of CPU a call and of raw writes, this program", Report.Number((Environment.CpuUsage.TotalTime - own).TotalMilliseconds / calls)],
            ["most memory of a node, MB", Report.Number(nodes.Max(n => n.PeakMemory) / 1024.0 / 1024)],
        ]);
        foreach (var (call, example) in times.Examples) await Console.Error.WriteLineAsync($"{call}: {example}");
        return times.Errors;
    }

    private static int Writes(CallTimes times) => times.Count(Office.Register) + times.Count(Office.Claim) + times.Count(Office.Complete);

    private static async Task<TimeSpan> MixAsync(Office office, int clients, int seconds, CallTimes times)
    {
        var clock = Stopwatch.StartNew();
        var end = TimeSpan.FromSeconds(seconds);
        await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
        {
            while (clock.Elapsed < end) await office.WorkAsync(times);
        })));
        return clock.Elapsed;
    }

    private static IReadOnlyList<CaseTable> Tables(IDatabase database)
    {
        var storage = new StorageOptions(Enum.Parse<StorageProvider>(database.Provider), database.ConnectionString, null);
        using OneWindowDb db = storage.Provider is StorageProvider.PostgreSql
            ? new PostgreSqlOneWindowDb((DbContextOptions<PostgreSqlOneWindowDb>)new DbContextOptionsBuilder<PostgreSqlOneWindowDb>().Use(storage).Options)
            : new SqliteOneWindowDb((DbContextOptions<SqliteOneWindowDb>)new DbContextOptionsBuilder<SqliteOneWindowDb>().Use(storage).Options);
        return CaseTable.Of(db);
    }

    private static async Task MaintainAsync(IDatabase database)
    {
        if (database.Maintenance is not { } maintenance) return;
        await using var connection = await database.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = maintenance;
        await command.ExecuteNonQueryAsync();
    }
}
