using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Api.Tests.Storage;
using OneWindow.Domain.Timers;

namespace OneWindow.Api.Tests.SeveralNodes;

/// <summary>Two real nodes fire a heap of due timers; one is killed in the middle of it.</summary>
public sealed class NodeKilledTests(PostgreSqlCluster cluster) : IClassFixture<PostgreSqlCluster>, IDisposable
{
    private const int Cases = 40;
    private const int TimersEach = 12;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onewindow-killed-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_other_fires_the_rest_within_a_minute_and_each_once()
    {
        var database = await cluster.NewDatabaseAsync();
        await using var watcher = new ApiFactory { PostgreSql = database };
        await SeedAsync(watcher);
        var settings = new ServerSettings("PostgreSql", database, _folder.FullName);
        var nodes = await Task.WhenAll(ServerProcess.StartAsync(settings, Answers.Ct), ServerProcess.StartAsync(settings, Answers.Ct));
        await using var dying = nodes[0];
        await using var living = nodes[1];

        await UntilAsync(watcher, fired => fired > Cases, living);
        await dying.KillAsync();
        await UntilAsync(watcher, fired => fired == Cases * TimersEach, living);

        var told = await watcher.WithDbAsync(db => db.Audit.Where(a => a.Action == "case-overdue").GroupBy(a => a.CaseId).Select(g => g.Count()).ToListAsync(Answers.Ct));
        Assert.Equal(Enumerable.Repeat(TimersEach, Cases), told);
    }

    private static async Task SeedAsync(ApiFactory api)
    {
        for (var i = 0; i < Cases; i++)
        {
            var (found, _) = await new CaseSeed().AddAsync(api);
            await api.WithDbAsync(db =>
            {
                db.Timers.AddRange(Enumerable.Range(0, TimersEach)
                    .Select(n => new CaseTimer(Guid.CreateVersion7(found.RegisteredAt), found.Id, TimerKind.CaseOverdue, found.Id.ToString(), found.RegisteredAt.AddSeconds(n))));
                return db.SaveChangesAsync(Answers.Ct);
            });
        }
    }

    private static async Task UntilAsync(ApiFactory watcher, Func<int, bool> enough, ServerProcess living)
    {
        var started = TimeProvider.System.GetTimestamp();
        int fired;
        do
        {
            fired = await watcher.WithDbAsync(db => db.Timers.CountAsync(t => t.State == TimerState.Fired && t.Kind == TimerKind.CaseOverdue, Answers.Ct));
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Patience, $"{fired} after a minute\n{living.Log}");
        }
        while (!enough(fired));
    }
}
