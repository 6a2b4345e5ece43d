using System.Diagnostics;

namespace OneWindow.Bench.Storage;

/// <summary>Completes one task a step: by hand, through the handlers, over HTTP; rounds take turns.</summary>
internal static class StepBench
{
    private static readonly string[] Header = ["", "steps a second", "ms a step", "× raw writes", "× raw with reads", "ms of CPU a step", "KB allocated a step"];
    private static readonly string[] Names = ["raw driver: the same writes", "raw driver: the same writes, and reading what they change", "in process, through the handlers", "over HTTP (Kestrel, loopback)"];

    public static async Task RunAsync(string name, IDatabase database, Effort effort, string[] settings)
    {
        await using var application = await Application.StartAsync(database, settings);
        // Eight first: what one client then does alone has been compiled to the end.
        foreach (var clients in (int[])[8, 1])
        {
            var table = await RunAsync(application, database, clients, effort);
            await Report.TableAsync($"{name}, {clients} {(clients == 1 ? "client" : "clients")}", Header, table);
        }
    }

    private static async Task<List<string[]>> RunAsync(Application application, IDatabase database, int clients, Effort effort)
    {
        var steps = clients == 1 ? effort.Steps : effort.Steps / 2;
        const int warm = 3;
        var work = await application.RegisterAsync((steps * clients * (effort.Rounds + warm) * Names.Length) + 1);
        var tables = await application.WithDbAsync(db => Task.FromResult(CaseTable.Of(db)));
        var (changes, keys) = await LearnAsync(application, database, tables, work);
        await using var ways = await Ways.OpenAsync(application, database, changes, keys, clients);
        var rounds = Names.Select(_ => new List<Cost>()).ToArray();
        for (var round = -warm; round < effort.Rounds; round++)
        {
            // Whoever comes first in a round pays for what the last left behind: let each be first in turn.
            for (var turn = 0; turn < Names.Length; turn++)
            {
                var way = (turn + round + warm) % Names.Length;
                var sample = await RoundAsync(ways, way, clients, steps, work);
                if (round >= 0) rounds[way].Add(sample);
            }
        }
        return [.. Names.Select((name, way) => Row(name, clients, rounds[way], rounds[0], rounds[1]))];
    }

    private static async Task<(RowChanges Changes, Dictionary<string, RawWork> Keys)> LearnAsync(Application application, IDatabase database, IReadOnlyList<CaseTable> tables, Queue<Work> work)
    {
        await using var connection = await database.OpenAsync();
        if (database.Maintenance is { } maintenance)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = maintenance;
            await command.ExecuteNonQueryAsync();
        }
        var sample = work.Dequeue();
        var caseId = (await tables.First(t => t.Name == "cases").ReadAsync(connection, null)).Select(r => r["Id"]!).First(id => Same(id, sample.CaseId));
        var changes = await RowChanges.LearnAsync(tables, connection, caseId, () => application.CompleteAsync(sample));
        await Console.Out.WriteLineAsync($"\nOne step: {changes}.");
        return (changes, await RawKeys.ReadAsync(connection, changes));
    }

    private static bool Same(object stored, Guid id) => Guid.TryParse(stored.ToString(), out var parsed) && parsed == id;

    private static async Task<Cost> RoundAsync(Ways ways, int way, int clients, int steps, Queue<Work> work)
    {
        var shares = Enumerable.Range(0, clients).Select(_ => Enumerable.Range(0, steps).Select(_ => work.Dequeue()).ToArray()).ToArray();
        GC.Collect();
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var cpu = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(shares.Select((share, client) => Task.Run(async () =>
        {
            foreach (var one in share) await ways.StepAsync(way, client, one);
        })));
        return new Cost(clock.Elapsed.TotalMicroseconds, (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds, GC.GetTotalAllocatedBytes(precise: true) - bytes).Each(clients * steps);
    }

    private static string[] Row(string name, int clients, List<Cost> own, List<Cost> writes, List<Cost> reads)
    {
        var cost = Cost.Median(own);
        return
        [
            name, Report.Number(1_000_000 / cost.Microseconds), Report.Number(cost.Microseconds * clients / 1000),
            Ratio(own, writes), Ratio(own, reads), Report.Number(cost.CpuMicroseconds / 1000), Report.Number(cost.Bytes / 1024),
        ];
    }

    /// <summary>The median of the rounds' own ratios, so that what slows a round slows both sides of it.</summary>
    private static string Ratio(List<Cost> own, List<Cost> other) => Report.Number(Measure.Median(own.Zip(other, (a, b) => a.Microseconds / b.Microseconds)));
}

/// <summary>The four ways to make a step, ready for a number of clients.</summary>
internal sealed class Ways : IAsyncDisposable
{
    private readonly Application _application;
    private readonly Dictionary<string, RawWork> _keys;
    private readonly List<RawClient> _writes = [];
    private readonly List<RawClient> _reads = [];
    private readonly List<HttpClient> _http = [];

    private Ways(Application application, Dictionary<string, RawWork> keys) => (_application, _keys) = (application, keys);

    public static async Task<Ways> OpenAsync(Application application, IDatabase database, RowChanges changes, Dictionary<string, RawWork> keys, int clients)
    {
        var ways = new Ways(application, keys);
        for (var client = 0; client < clients; client++)
        {
            ways._writes.Add(await RawClient.OpenAsync(database, changes, reads: false));
            ways._reads.Add(await RawClient.OpenAsync(database, changes, reads: true));
            ways._http.Add(await application.SignInAsync());
        }
        return ways;
    }

    public Task StepAsync(int way, int client, Work work) => way switch
    {
        0 => _writes[client].StepAsync(_keys[RawKeys.Name(work.CaseId)]),
        1 => _reads[client].StepAsync(_keys[RawKeys.Name(work.CaseId)]),
        2 => _application.CompleteAsync(work),
        _ => Application.CompleteAsync(_http[client], work),
    };

    public async ValueTask DisposeAsync()
    {
        foreach (var raw in _writes.Concat(_reads)) await raw.DisposeAsync();
        foreach (var client in _http) client.Dispose();
    }
}

/// <summary>Keys of the rows that steps will change, of all cases.</summary>
internal static class RawKeys
{
    public static string Name(object caseId) => caseId.ToString()!.ToUpperInvariant();

    public static async Task<Dictionary<string, RawWork>> ReadAsync(System.Data.Common.DbConnection connection, RowChanges changes)
    {
        var all = new Dictionary<CaseTable, ILookup<string, Dictionary<string, object?>>>();
        foreach (var table in changes.Changes.Select(c => c.Table).Distinct())
            all[table] = (await table.ReadAsync(connection, null)).ToLookup(r => Name(r[table.CaseColumn]!), StringComparer.Ordinal);
        var cases = all.Keys.First(t => t.Name == "cases");
        return all[cases].ToDictionary(c => c.Key, c => new RawWork(c.Single()["Id"]!, KeysOf(c.Key, changes, all)), StringComparer.Ordinal);
    }

    /// <summary>Each change takes the next row of its table; which of several like rows it is makes no difference to the cost.</summary>
    private static List<object[]> KeysOf(string name, RowChanges changes, Dictionary<CaseTable, ILookup<string, Dictionary<string, object?>>> all)
    {
        var next = new Dictionary<CaseTable, int>();
        var keys = new List<object[]>();
        foreach (var change in changes.Changes)
        {
            var at = next.GetValueOrDefault(change.Table);
            next[change.Table] = at + 1;
            if (all[change.Table][name].ElementAtOrDefault(at) is { } row) keys.Add([.. change.Table.Key.Select(k => row[k]!)]);
        }
        return keys;
    }

    /// <summary>Keys of the rows of one case, where there are too many cases to read them all.</summary>
    public static async Task<List<object[]>> ReadAsync(System.Data.Common.DbConnection connection, RowChanges changes, object caseId)
    {
        var all = new Dictionary<CaseTable, ILookup<string, Dictionary<string, object?>>>();
        foreach (var table in changes.Changes.Select(c => c.Table).Distinct())
            all[table] = (await table.ReadAsync(connection, caseId)).ToLookup(r => Name(r[table.CaseColumn]!), StringComparer.Ordinal);
        return KeysOf(Name(caseId), changes, all);
    }
}
