using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Jobs;
using OneWindow.Api.Storage;
using OneWindow.Domain.Forecasts;

namespace OneWindow.Api.Features.Forecasts;

/// <summary>
/// Once a day learns from the cases of the last year and a half how long each step of each service takes. It looks at
/// some cases of each month, so that it costs the same with a thousand cases as with a million.
/// </summary>
internal sealed class LearnForecasts(IServiceScopeFactory scopes, CurrentCatalogue catalogue, TimeProvider clock) : IDueWork
{
    private const string SettingKey = "forecasts-learnt-at";
    private const int Months = 18;
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);

    private readonly DailyTurn _turn = new(scopes, SettingKey);

    /// <inheritdoc/>
    public string Name => "forecasts";

    /// <inheritdoc/>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (!await _turn.TakeAsync(now, ct)) return 0;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<OneWindowDb>();
        var known = await db.Forecasts.ToDictionaryAsync(f => (f.ServiceKey, f.ActivityId), ct);
        var count = 0;
        foreach (var service in catalogue.Current.Services.Select(s => s.Definition.Key))
            count += Learn(db, known, service, await SampleAsync(db, service, now, ct), now);
        await db.SaveChangesAsync(ct);
        return count;
    }

    private int Learn(OneWindowDb db, Dictionary<(string, string), StepForecast> known, string service, IReadOnlyList<SeenStep> seen, DateTimeOffset now)
    {
        if (seen.Count == 0) return 0;
        var calendar = catalogue.Current.Calendar;
        var time = new WorkingTime(calendar, calendar.LocalDate(Earlier(seen.Min(s => s.OpenedAt), now)), calendar.LocalDate(now));
        var count = 0;
        foreach (var step in seen.GroupBy(s => s.ActivityId, StringComparer.Ordinal))
        {
            if (SurvivalCurve.Of([.. step.Select(s => Lasted(time, s.OpenedAt, s.ClosedAt, now))]) is not { } lasts
                || SurvivalCurve.Of([.. step.Select(s => Lasted(time, s.OpenedAt, s.CaseClosedAt, now))]) is not { } finish) continue;
            if (!known.TryGetValue((service, step.Key), out var forecast)) db.Forecasts.Add(forecast = new StepForecast(service, step.Key));
            forecast.Learn(lasts, finish, step.Select(s => s.CaseId).Distinct().Count(), now);
            count++;
        }

        return count;
    }

    private static Duration Lasted(WorkingTime time, DateTimeOffset from, DateTimeOffset? to, DateTimeOffset now) =>
        new(time.Between(Earlier(from, now), Earlier(to ?? now, now)), to is not null);

    /// <summary>Another node's clock may be a moment ahead, and that moment be midnight.</summary>
    private static DateTimeOffset Earlier(DateTimeOffset instant, DateTimeOffset now) => instant < now ? instant : now;

    private static async Task<IReadOnlyList<SeenStep>> SampleAsync(OneWindowDb db, string service, DateTimeOffset now, CancellationToken ct)
    {
        var seen = new List<SeenStep>();
        for (var month = Months; month > 0; month--)
        {
            var (from, to) = (now - (Month * month), now - (Month * (month - 1)));
            seen.AddRange(await ForecastQueries.Sample(db, service, from, to).ToListAsync(ct));
        }

        return seen;
    }
}

/// <summary>One task of the workflow of one case.</summary>
internal sealed record SeenStep(Guid CaseId, DateTimeOffset? CaseClosedAt, string ActivityId, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt);
