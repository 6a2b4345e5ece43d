using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Api.Jobs;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Domain.Timers;

namespace OneWindow.Api.Tests.Jobs;

/// <summary>The server stood still for days: what became due meanwhile happens once, and as of the day when it should have.</summary>
public sealed class StandstillTests : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onewindow-standstill-");

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task After_three_days_of_standstill_everything_fires_once_and_is_dated_when_it_was_due()
    {
        string late, lapsing;
        await using (var before = Server("2026-09-29T10:00"))
        {
            var driver = new CaseDriver(before);
            lapsing = await driver.RegisterAsync(Application.Certificate);
            await driver.AnswerAsync(lapsing, "accept", "complete");
            await driver.AnswerAsync(lapsing, "designate", "done", data: new { hospital = "班玛县人民医院" });
            await driver.AnswerAsync(lapsing, "assess", "meets", data: new { type = "4", grade = "2" });
            await driver.PassToAsync("2026-10-08T10:00");
            late = await driver.RegisterAsync(Application.HomeAdaptation);
            await driver.PassToAsync("2026-10-11T10:00");
        }

        // Off from 11 October; the notice ended and the window's step became late in the night to the 13th.
        await using var after = Server("2026-10-14T10:00");
        var again = new CaseDriver(after);
        // Two wake-ups at once, as two nodes would: still each thing once.
        var work = after.Services.GetRequiredService<AllDueWork>();
        await Task.WhenAll(work.RunAsync(Answers.Ct), work.RunAsync(Answers.Ct));
        Assert.Equal(0, await work.RunAsync(Answers.Ct));

        Assert.Equal("2026-10-13T00:00:00+08:00", Assert.Single(await again.EntriesAsync(late, "step-overdue")).Text("at"));
        Assert.Single(await again.EntriesAsync(late, "reminded"));
        Assert.Equal("2026-10-13T00:00:00+08:00", Assert.Single(await again.EntriesAsync(lapsing, "lapsed")).Text("at"));
        var review = await again.TaskAsync(lapsing, "review");
        // The next step's limit runs from when it should have begun: 7 working days after 13.10.: 14.-16. (3), 19.-22. (7).
        Assert.Equal(("2026-10-13T00:00:00+08:00", "2026-10-22"), (review.Text("openedAt"), review.Text("dueOn")));
        var (fired, pendingDue) = await after.WithDbAsync(async db => (
            await db.Timers.Where(t => t.State == TimerState.Fired).GroupBy(t => t.Id).CountAsync(Answers.Ct),
            await db.Timers.CountAsync(t => t.State == TimerState.Pending && t.DueAt <= after.Clock.GetUtcNow(), Answers.Ct)));
        Assert.True(fired >= 3);
        Assert.Equal(0, pendingDue);
    }

    private ApiFactory Server(string at) => new() { DataFolder = _folder.FullName, Clock = new ManualClock(CaseDriver.Local(at)) };
}
