using System.Data.Common;
using System.Diagnostics;
using OneWindow.Bench.Storage;

namespace OneWindow.Bench.Load;

/// <summary>
/// The floor beside the mix: the raw driver makes the very transactions of registering, claiming and answering, on cases
/// that were registered for it and that the system never touches again.
/// </summary>
internal sealed class RawMix : IAsyncDisposable
{
    /// <summary>Transactions for each case: registering another like it, claiming its task, answering it.</summary>
    public const int Writes = 3;

    private readonly List<RawClient[]> _clients = [];
    private readonly Queue<RawWork[]> _work;

    private RawMix(IEnumerable<RawWork[]> work) => _work = new(work);

    /// <summary>Learns the transactions from one case and reads the keys of the others.</summary>
    /// <param name="count">Cases to register for it.</param>
    public static async Task<RawMix> PrepareAsync(Office office, IDatabase database, IReadOnlyList<CaseTable> tables, int clients, int count)
    {
        var times = new CallTimes();
        await using var connection = await database.OpenAsync();
        var (changes, cases) = (new List<RowChanges>(), tables.First(t => t.Name == "cases"));
        var sample = await SampleAsync(office, times, connection, cases);
        changes.Add(await RowChanges.LearnNewAsync(tables, connection, sample.Id));
        changes.Add(await RowChanges.LearnAsync(tables, connection, sample.Id, () => office.ClaimAsync(times, sample.Task)));
        changes.Add(await RowChanges.LearnAsync(tables, connection, sample.Id, () => office.CompleteAsync(times, sample.Task)));
        var numbers = new List<string>();
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (_, _) =>
        {
            var number = await office.RegisterAsync(times) ?? throw new InvalidOperationException(times.Examples.Values.First());
            lock (numbers) numbers.Add(number);
        });
        var work = new List<RawWork[]>();
        foreach (var number in numbers) work.Add(await WorkAsync(database, connection, cases, number, changes));
        var mix = new RawMix(work);
        for (var client = 0; client < clients; client++)
        {
            var own = await database.OpenAsync();
            var steps = new List<RawClient>();
            foreach (var one in changes) steps.Add(await RawClient.OpenAsync(database, one, reads: false, own));
            mix._clients.Add([.. steps]);
        }
        return mix;
    }

    /// <summary>Works through a number of cases with all clients at once.</summary>
    /// <returns>Transactions a second.</returns>
    public async Task<double> RunAsync(int cases)
    {
        var shares = _clients.Select(_ => Enumerable.Range(0, cases / _clients.Count).Select(_ => _work.Dequeue()).ToArray()).ToArray();
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(_clients.Zip(shares).Select(pair => Task.Run(async () =>
        {
            foreach (var one in pair.Second)
                for (var i = 0; i < Writes; i++) await pair.First[i].StepAsync(one[i]);
        })));
        return shares.Sum(s => s.Length) * Writes / clock.Elapsed.TotalSeconds;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients.SelectMany(c => c)) await client.DisposeAsync();
    }

    private static async Task<(object Id, Guid Task)> SampleAsync(Office office, CallTimes times, DbConnection connection, CaseTable cases)
    {
        var number = await office.RegisterAsync(times) ?? throw new InvalidOperationException(times.Examples.Values.First());
        var task = await office.TaskAsync(times, number) ?? throw new InvalidOperationException(times.Examples.Values.First());
        return (await IdAsync(connection, cases, number), task);
    }

    private static async Task<object> IdAsync(DbConnection connection, CaseTable cases, string number)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT \"Id\" FROM \"{cases.Name}\" WHERE \"Number\" = @number";
        command.Parameters.Add(Statement.Parameter(command, "@number", number));
        return (await command.ExecuteScalarAsync())!;
    }

    /// <summary>A case of its own for each transaction that begins one, and the rows of the registered one for those that change it.</summary>
    private static async Task<RawWork[]> WorkAsync(IDatabase database, DbConnection connection, CaseTable cases, string number, List<RowChanges> changes)
    {
        var id = await IdAsync(connection, cases, number);
        var work = new List<RawWork>();
        foreach (var one in changes)
            work.Add(one.Changes.Count == 0 ? new RawWork(database.NewId(), []) : new RawWork(id, await RawKeys.ReadAsync(connection, one, id)));
        return [.. work];
    }
}
