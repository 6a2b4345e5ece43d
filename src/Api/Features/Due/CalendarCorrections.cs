using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Jobs;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Records;
using OneWindow.Domain.Calendars;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Features.Due;

/// <summary>
/// Looks whether a year that was published before has been corrected, and has every open case counted anew by it, each in
/// its own transaction. The settings say by which notice of each year the store is counted; they follow when the last case
/// is through, so that a run that broke off begins again. Counting a case twice changes nothing the second time. A case
/// that cannot be counted holds nothing up: it is written to the log and tried again, alone, while the node lives.
/// </summary>
internal sealed class CalendarCorrections(IServiceScopeFactory scopes, CurrentCatalogue catalogue, TimeProvider clock, ILogger<CalendarCorrections> logger) : IDueWork
{
    private const string KeyPrefix = "calendar-counted-";
    private const int BatchSize = 100;

    /// <summary>Cases that could not be counted are tried again after so long.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(10);

    private readonly HashSet<Guid> _failed = [];
    private readonly HashSet<int> _failedYears = [];

    private WorkCalendar? _settled;
    private DateTimeOffset _restsUntil = DateTimeOffset.MinValue;

    /// <inheritdoc/>
    public string Name => "calendar-corrections";

    /// <inheritdoc/>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var calendar = catalogue.Current.Calendar;
        if (ReferenceEquals(calendar, _settled)) return _failed.Count == 0 || clock.GetUtcNow() < _restsUntil ? 0 : await CountFailedAsync(ct);
        var corrected = await CorrectedAsync(calendar, ct);
        var counted = corrected.Count == 0 ? 0 : await CountAllAsync(corrected, ct);
        if (ct.IsCancellationRequested) return counted;
        if (await NoteAsync(calendar, ct)) _settled = calendar;
        return counted;
    }

    private async Task<int> CountFailedAsync(CancellationToken ct)
    {
        var (counted, years) = (0, _failedYears.Order().ToList());
        foreach (var id in _failed.TakeWhile(_ => !ct.IsCancellationRequested).ToList())
        {
            if (await CountAsync(id, years) is not { } changed) continue;
            _failed.Remove(id);
            if (changed) counted++;
        }

        if (_failed.Count == 0) _failedYears.Clear();
        _restsUntil = clock.GetUtcNow() + Rest;
        return counted;
    }

    /// <summary>Such a case, closed meanwhile or not, is counted by every year that it was not.</summary>
    private void KeepFailed(Guid id, IReadOnlyList<int> years)
    {
        _failed.Add(id);
        _failedYears.UnionWith(years);
        _restsUntil = clock.GetUtcNow() + Rest;
    }

    /// <summary>Years of which the store is counted by another notice; a year that is new has cases of its own that wait for it.</summary>
    private Task<List<int>> CorrectedAsync(WorkCalendar calendar, CancellationToken ct) => InScopeAsync(async db =>
        (await NotedAsync(db, ct))
            .Where(s => (calendar.FingerprintOf(YearOf(s)) ?? "") != s.Value).Select(YearOf).Order().ToList());

    private async Task<int> CountAllAsync(IReadOnlyList<int> years, CancellationToken ct)
    {
        var (counted, failed, looked) = (0, 0, 0);
        logger.LogInformation("The calendar of {Years} was corrected; open cases are counted anew", string.Join(", ", years));
        foreach (var next in new Func<OneWindowDb, Guid, IQueryable<Place>>[] { Cases, TasksAfterClosing })
        {
            var after = Guid.Empty;
            while (!ct.IsCancellationRequested && await InScopeAsync(db => next(db, after).Take(BatchSize).ToListAsync(ct)) is { Count: > 0 } batch)
            {
                foreach (var place in batch.TakeWhile(_ => !ct.IsCancellationRequested))
                {
                    var changed = await CountAsync(place.CaseId, years);
                    (looked, after) = (looked + 1, place.Id);
                    if (changed is true) counted++;
                    if (changed is not null) continue;
                    failed++;
                    KeepFailed(place.CaseId, years);
                }
            }
        }

        logger.LogInformation("{Counted} of {Looked} cases have other dates by the corrected calendar; {Failed} could not be counted", counted, looked, failed);
        return counted;
    }

    private static IQueryable<Place> Cases(OneWindowDb db, Guid after) => db.Cases.AsNoTracking()
        .Where(c => CaseSearch.OpenStatuses.Contains(c.Status) && c.Id > after).OrderBy(c => c.Id).Select(c => new Place(c.Id, c.Id));

    private static IQueryable<Place> TasksAfterClosing(OneWindowDb db, Guid after) => db.WorkItems.AsNoTracking()
        .Where(w => w.State == WorkItemState.Open && WorkItemKinds.AfterClosing.Contains(w.Kind) && w.Id > after).OrderBy(w => w.Id).Select(w => new Place(w.Id, w.CaseId));

    /// <returns>Whether a date moved; null where the case could not be counted.</returns>
    private async Task<bool?> CountAsync(Guid caseId, IReadOnlyList<int> years)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new RecountCase(caseId, years), CancellationToken.None);
        }
        // A database that is away says nothing about the case: the walk breaks off, and begins again.
        catch (Exception exception) when (!StoreUnavailable.Is(exception))
        {
            logger.LogError(exception, "The dates of case {CaseId} could not be counted anew", caseId);
            return null;
        }
    }

    /// <summary>The store is counted by this calendar from now on; false where another node said something in the same moment.</summary>
    private Task<bool> NoteAsync(WorkCalendar calendar, CancellationToken ct) => InScopeAsync(async db =>
    {
        var known = await NotedAsync(db, ct);
        foreach (var setting in known.Where(s => !calendar.HasYear(YearOf(s)))) db.Settings.Remove(setting);
        foreach (var year in calendar.Years)
        {
            var (key, state) = (string.Create(CultureInfo.InvariantCulture, $"{KeyPrefix}{year}"), calendar.FingerprintOf(year)!);
            if (known.Find(s => s.Key == key) is { } setting) setting.Value = state;
            else db.Settings.Add(new Setting(key, state));
        }

        try
        {
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (Exception exception) when (LostRace.Is(exception))
        {
            return false;
        }
    });

    // There are few settings, and they are asked for after a change of the configuration only.
    private static async Task<List<Setting>> NotedAsync(OneWindowDb db, CancellationToken ct) =>
        (await db.Settings.ToListAsync(ct)).FindAll(s => s.Key.StartsWith(KeyPrefix, StringComparison.Ordinal));

    private async Task<T> InScopeAsync<T>(Func<OneWindowDb, Task<T>> act)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<OneWindowDb>());
    }

    private static int YearOf(Setting setting) => int.Parse(setting.Key[KeyPrefix.Length..], CultureInfo.InvariantCulture);

    /// <summary>Where a list goes on, and the case it is about.</summary>
    private sealed record Place(Guid Id, Guid CaseId);
}
