using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.LongRuns;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Jobs;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Records;
using OneWindow.Domain.Audit;
using OneWindow.Domain.Calendars;

namespace OneWindow.Api.Features.Due;

/// <summary>
/// Looks whether a year that was published before has been corrected, and begins the run that counts every open case anew
/// by it. The settings say by which notice of each year the store is counted, or being counted: they are stored together
/// with that run. It does not stand in line behind exports.
/// </summary>
internal sealed class CalendarCorrections(IServiceScopeFactory scopes, CurrentCatalogue catalogue, CaseRecounts recounts, LongRunWork runs, TimeProvider clock) : IDueWork
{
    private const string KeyPrefix = "calendar-counted-";

    private WorkCalendar? _settled;

    /// <inheritdoc/>
    public string Name => "calendar-corrections";

    /// <inheritdoc/>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var calendar = catalogue.Current.Calendar;
        if (!ReferenceEquals(calendar, _settled) && await NoteAsync(calendar, ct)) _settled = calendar;
        return await runs.RunAsync(RecountRun.KindName, ct) + await recounts.AgainAsync(ct);
    }

    /// <summary>The store is to be counted by this calendar from now on; false where another node said so in the same moment.</summary>
    private async Task<bool> NoteAsync(WorkCalendar calendar, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<OneWindowDb>();
        // Before the settings: whoever reads those as they were then gives the run the same identifier.
        var last = await db.LongRuns.Where(r => r.StartedBy == AuditFact.System).OrderByDescending(r => r.CreatedAt).ThenByDescending(r => r.Id).Select(r => r.Id).FirstOrDefaultAsync(ct);
        // There are few settings, and they are asked for after a change of the configuration only.
        var known = (await db.Settings.ToListAsync(ct)).FindAll(s => s.Key.StartsWith(KeyPrefix, StringComparison.Ordinal));
        // A year that is new has cases of its own that wait for it.
        var corrected = known.Where(s => (calendar.FingerprintOf(YearOf(s)) ?? "") != s.Value).OrderBy(YearOf).ToList();
        if (corrected.Count > 0) Begin(db, corrected, IdOf(last, calendar, corrected));
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
    }

    private void Begin(OneWindowDb db, IReadOnlyList<Setting> corrected, Guid run)
    {
        var (now, years) = (clock.GetUtcNow(), corrected.Select(YearOf).ToList());
        var request = JsonSerializer.Serialize(new RecountAsked(years), CaseJson.Detail);
        db.LongRuns.Add(new LongRun(run, RecountRun.KindName, request, AuditFact.System, english: false, now));
        db.Audit.Add(AuditEntry.General(new AuditFact(AuditFact.System, null, "run-started", null, JsonSerializer.Serialize(new { run, kind = RecountRun.KindName, years }, CaseJson.Detail)), now));
    }

    /// <summary>The same on every node that finds the same correction after the same run, so that only one of them can store it.</summary>
    private static Guid IdOf(Guid last, WorkCalendar calendar, IEnumerable<Setting> corrected)
    {
        var change = string.Join('|', corrected.Select(s => $"{s.Key}={s.Value}>{calendar.FingerprintOf(YearOf(s))}").Prepend(last.ToString()));
        return new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(change)).AsSpan(0, 16));
    }

    private static int YearOf(Setting setting) => int.Parse(setting.Key[KeyPrefix.Length..], CultureInfo.InvariantCulture);
}
