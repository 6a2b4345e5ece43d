using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Api.Features.Due;
using OneWindow.Api.Jobs;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Domain.Timers;

namespace OneWindow.Api.Tests.Jobs;

/// <summary>How nodes share what is due: without racing for it, and without losing it to a node that is gone.</summary>
public abstract class TimerClaimContract
{
    private static readonly TimeSpan BeyondLease = TimeSpan.FromSeconds(31);

    private protected abstract Task<ApiFactory> StartAsync();

    [Fact]
    public async Task Nodes_that_claim_at_once_get_different_timers_and_together_all_of_them()
    {
        await using var api = await StartAsync();
        var due = await TimerSeed.AddAsync(api, 60);

        var claims = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => TimerSeed.ClaimAsync(api, 20)));

        Assert.Equal(60, claims.Sum(c => c.Count));
        Assert.Equal(due.Order(), claims.SelectMany(c => c).Order());
    }

    [Fact]
    public async Task The_oldest_are_handed_out_first()
    {
        await using var api = await StartAsync();
        var due = await TimerSeed.AddAsync(api, 10);
        Assert.Equal(due.Take(4), await TimerSeed.ClaimAsync(api, 4));
        Assert.Equal(due.Skip(4), await TimerSeed.ClaimAsync(api, 20));
    }

    [Fact]
    public async Task What_a_dead_node_had_claimed_is_handed_out_again_within_a_minute()
    {
        await using var api = await StartAsync();
        var due = await TimerSeed.AddAsync(api, 3);
        Assert.Equal(due, await TimerSeed.ClaimAsync(api, 10));

        api.Clock.Advance(BeyondLease - TimeSpan.FromSeconds(2));
        Assert.Empty(await TimerSeed.ClaimAsync(api, 10));
        api.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(due, await TimerSeed.ClaimAsync(api, 10));
    }

    [Fact]
    public async Task A_node_that_stood_still_fires_nothing_that_another_has_fired_meanwhile()
    {
        await using var api = await StartAsync();
        var (found, _) = await new CaseSeed().AddAsync(api);
        var timer = Assert.Single(await TimerSeed.AddAsync(api, 1, found.Id));
        var asleep = await TimerSeed.ClaimAsync(api, 10);
        api.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(1, await api.Services.GetRequiredService<AllDueWork>().RunAsync(Answers.Ct));

        Assert.Equal([timer], asleep);
        Assert.False(await SendAsync(api, new FireTimer(timer)));

        Assert.Equal(1, await api.WithDbAsync(db => db.Audit.CountAsync(a => a.CaseId == found.Id && a.Action == "case-overdue", Answers.Ct)));
    }

    [Fact]
    public async Task A_timer_that_fails_rests_longer_each_time_and_holds_up_no_other()
    {
        await using var api = await StartAsync();
        var broken = await TimerSeed.AddBrokenAsync(api);
        await TimerSeed.AddAsync(api, 5);
        var work = api.Services.GetRequiredService<AllDueWork>();

        Assert.Equal(5, await work.RunAsync(Answers.Ct));

        var rests = new List<TimeSpan>();
        for (var failure = 1; failure <= 10; failure++)
        {
            var timer = await api.WithDbAsync(db => db.Timers.AsNoTracking().SingleAsync(t => t.Id == broken, Answers.Ct));
            Assert.Equal((failure, TimerState.Pending), (timer.Failures, timer.State));
            rests.Add(timer.HeldUntil!.Value - api.Clock.GetUtcNow());
            Assert.Equal(0, await work.RunAsync(Answers.Ct));
            api.Clock.Set(timer.HeldUntil.Value);
            Assert.Equal(0, await work.RunAsync(Answers.Ct));
        }
        Assert.Equal([15, 30, 60, 120, 240, 480, 960, 1800, 1800, 1800], rests.Select(r => r.TotalSeconds));
    }

    [Fact]
    public async Task A_clock_that_is_set_back_by_an_hour_leaves_nothing_claimed_for_an_hour()
    {
        await using var api = await StartAsync();
        var due = await TimerSeed.AddAsync(api, 2, age: TimeSpan.FromHours(3));
        Assert.Equal(due, await TimerSeed.ClaimAsync(api, 10));
        api.Clock.Advance(TimeSpan.FromHours(-1));
        Assert.Equal(due, await TimerSeed.ClaimAsync(api, 10));
    }

    private static async Task<bool> SendAsync(ApiFactory api, FireTimer request)
    {
        await using var scope = api.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, Answers.Ct);
    }
}
