using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Api.Jobs;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Jobs;

/// <summary>What happens once a day is done by one node, and by none again before the day is over.</summary>
public sealed class DailyTurnTests
{
    private const string Key = "turn-of-a-test";

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task One_node_has_the_days_turn_and_a_restart_gives_no_second_one()
    {
        await using var api = new ApiFactory();
        var (now, nodes) = (api.Clock.GetUtcNow(), Enumerable.Range(0, 4).Select(_ => Node(api)).ToList());
        Assert.Equal(1, await TakenAsync(nodes, now));
        Assert.Equal(0, await TakenAsync(nodes, now + (23 * Hour)));
        Assert.False(await Node(api).TakeAsync(now + (23 * Hour), Answers.Ct));
        Assert.Equal(1, await TakenAsync(nodes, now + (25 * Hour)));
    }

    [Fact]
    public async Task A_node_that_has_looked_asks_again_after_an_hour_or_when_its_clock_was_set_back()
    {
        await using var api = new ApiFactory();
        var (now, node) = (api.Clock.GetUtcNow(), Node(api));
        Assert.True(await node.TakeAsync(now, Answers.Ct));
        // Whoever asked now would be given the turn.
        await api.WithDbAsync(db => db.Settings.Where(s => s.Key == Key).ExecuteDeleteAsync(Answers.Ct));
        Assert.False(await node.TakeAsync(now + (0.9 * Hour), Answers.Ct));
        Assert.True(await node.TakeAsync(now + Hour, Answers.Ct));
        Assert.True(node.IsLookDue(now));
    }

    private static DailyTurn Node(ApiFactory api) => new(api.Services.GetRequiredService<IServiceScopeFactory>(), Key);

    private static async Task<int> TakenAsync(IEnumerable<DailyTurn> nodes, DateTimeOffset now) =>
        (await Task.WhenAll(nodes.Select(n => n.TakeAsync(now, Answers.Ct)))).Count(taken => taken);
}
