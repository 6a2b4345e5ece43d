using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Jobs;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Domain.Cases;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Tests.Forecasts;

/// <summary>What earlier cases tell about when this one will be at its end.</summary>
public sealed class ForecastTests : IAsyncDisposable
{
    private readonly ApiFactory _api = new();

    // Forty cases of July took one to ten working days for their step, four each, and one more until they were closed.
    // For a step opened on 29 September that is 30 September to 16 October: 1 to 7 October are free, the 10th is worked.
    [Fact]
    public async Task The_dates_between_which_four_of_five_end_are_said_to_staff_and_resident()
    {
        for (var i = 0; i < 40; i++) await ClosedAsync(takes: 1 + (i % 10));
        var (open, _) = await new CaseSeed { Phone = "13900005678" }.AddAsync(_api);
        Assert.Equal("{}", (await ForecastAsync(open.Number)).Replace("{\"forecast\":null}", "{}", StringComparison.Ordinal));

        Assert.Equal(1, await LearnAsync());
        Assert.Equal(0, await LearnAsync());

        var forecast = (await (await _api.ClientAsync("window")).JsonAsync($"/api/cases/{open.Number}/forecast")).GetProperty("forecast");
        Assert.Equal(("2026-09-30", "2026-10-16"), (forecast.GetProperty("step").Text("from"), forecast.GetProperty("step").Text("to")));
        Assert.Equal(("2026-10-08", "2026-10-19"), (forecast.GetProperty("finish").Text("from"), forecast.GetProperty("finish").Text("to")));
        Assert.Equal(40, forecast.GetProperty("cases").GetInt32());
        var track = await (await _api.ClientAsync("")).JsonAsync($"/api/track/{open.Number}?tail=5678");
        Assert.Equal("2026-10-19", track.GetProperty("forecast").GetProperty("finish").Text("to"));
    }

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    private async Task<int> LearnAsync() => await _api.Services.GetRequiredService<AllDueWork>().RunAsync("forecasts", Answers.Ct);

    private async Task<string> ForecastAsync(string number) =>
        await (await _api.ClientAsync("window")).GetStringAsync(new Uri($"/api/cases/{number}/forecast", UriKind.Relative), Answers.Ct);

    private async Task ClosedAsync(int takes)
    {
        var calendar = _api.Services.GetRequiredService<CurrentCatalogue>().Current.Calendar;
        var (found, item) = await new CaseSeed { Age = TimeSpan.FromDays(75) }.AddAsync(_api);
        var (step, end) = (After(takes), After(takes + 1));
        await _api.WithDbAsync(async db => await db.WorkItems.Where(w => w.Id == item.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(w => w.ClosedAt, step).SetProperty(w => w.State, WorkItemState.Done), Answers.Ct)
            + await db.Cases.Where(c => c.Id == found.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(c => c.ClosedAt, end).SetProperty(c => c.Status, CaseStatus.Closed), Answers.Ct));

        DateTimeOffset After(int days) => new(
            calendar.AddWorkingDays(calendar.LocalDate(item.OpenedAt), days).ToDateTime(TimeOnly.FromTimeSpan(item.OpenedAt.ToOffset(calendar.UtcOffset).TimeOfDay)), calendar.UtcOffset);
    }
}
