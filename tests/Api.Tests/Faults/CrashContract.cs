using System.Data;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Storage;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Api.Tests.Integrity;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Tests.Faults;

/// <summary>
/// The server is killed in the middle of the work of several windows, three times. Whatever it has acknowledged is
/// there, once; nothing is half done; and the work goes on after the restart.
/// </summary>
public abstract class CrashContract
{
    private const int Kills = 3;
    private const int Clients = 4;
    private const int CommandsPerLife = 24;
    private static readonly TimeSpan LifeLimit = TimeSpan.FromSeconds(120);
    private static readonly string[] People = ["window", "office", "sailaitang-station.clerk", "federation-disabled.handler", "hospital.handler"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onewindow-crash-");
    private readonly Dictionary<string, string> _tokens = [];

    private protected string Folder => _folder.FullName;

    private protected abstract Task<StorageOptions> StorageAsync();

    private protected abstract OneWindowDb Open(StorageOptions storage);

    [Fact]
    public async Task After_every_kill_what_was_acknowledged_is_there_once_and_nothing_is_half_done()
    {
        var storage = await StorageAsync();
        List<WindowClient> clients = [.. Enumerable.Range(0, Clients).Select(i => new WindowClient($"client-{i}", person => _tokens[person]))];
        try
        {
            for (var life = 0; life < Kills; life++)
            {
                await LiveAndDieAsync(storage, clients, CommandsPerLife + life);
                await InspectAsync(storage, clients);
            }

            await using (var last = await ServerProcess.StartAsync(Settings(storage), Answers.Ct))
                await Task.WhenAll(clients.Select(c => c.FinishAsync(last.Address)));
            var found = await InspectAsync(storage, clients);
            Assert.Equal(clients.Sum(c => c.Registered.Count), found);
            Assert.True(clients.Sum(c => c.Registered.Count + c.Decided.Count) >= Kills * CommandsPerLife / 2);
        }
        finally
        {
            _folder.Delete(recursive: true);
        }
    }

    private async Task LiveAndDieAsync(StorageOptions storage, List<WindowClient> clients, int commands)
    {
        await using var server = await ServerProcess.StartAsync(Settings(storage), Answers.Ct);
        await SignInAsync(server.Address);
        var left = commands;
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var work = Task.WhenAll(clients.Select(c => c.RunAsync(server.Address, () =>
        {
            if (Interlocked.Decrement(ref left) == 0) enough.SetResult();
        })));
        await Task.WhenAny(enough.Task, work).WaitAsync(LifeLimit, Answers.Ct);
        await server.KillAsync();
        if (await Record.ExceptionAsync(() => work) is { } refused) Assert.Fail($"{refused.Message}\n{server.Log}");
        Assert.True(enough.Task.IsCompletedSuccessfully, "The clients stopped before the server was killed.");
    }

    private ServerSettings Settings(StorageOptions storage) => new(storage.Provider.ToString(), storage.ConnectionString, Folder);

    /// <summary>Once: tokens hold across restarts, because the keys are in the database.</summary>
    private async Task SignInAsync(Uri address)
    {
        using var http = new HttpClient { BaseAddress = address };
        foreach (var person in People.Except(_tokens.Keys).ToList())
        {
            var response = await http.PostAsJsonAsync("/api/session", new { userName = person, password = "onewindow" }, Answers.Ct);
            _tokens[person] = (await CaseDriver.OkAsync(response)).GetProperty("token").GetString()!;
        }
    }

    /// <summary>Everything that was acknowledged is there once, and the store is whole. Gives the number of cases.</summary>
    private async Task<int> InspectAsync(StorageOptions storage, List<WindowClient> clients)
    {
        await using (var db = Open(storage))
        {
            // One snapshot: what a dying server sent last may still be on its way into the database.
            await using var snapshot = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, Answers.Ct);
            var cases = await db.Cases.AsNoTracking().Select(c => new { c.Id, c.Number }).ToListAsync(Answers.Ct);
            var decided = await db.WorkItems.Where(w => w.State == WorkItemState.Done).Select(w => w.Id.ToString()).ToListAsync(Answers.Ct);
            var answers = await db.IdempotencyRecords.Select(r => r.CaseId).ToListAsync(Answers.Ct);
            Assert.Equal(cases.Select(c => c.Id).Order(), answers.Order());
            foreach (var number in clients.SelectMany(c => c.Registered.Values)) Assert.Single(cases, c => c.Number == number);
            Assert.Subset(decided.Select(id => id.ToLowerInvariant()).ToHashSet(), clients.SelectMany(c => c.Decided).ToHashSet());
        }

        var (code, lines, errors) = await WholeStore.CheckAsync(storage.ConnectionString, storage.Provider.ToString());
        Assert.True(code == 0, $"{string.Join('\n', lines)}{errors}");
        return int.Parse(lines[^1].Split(' ')[0]);
    }
}
