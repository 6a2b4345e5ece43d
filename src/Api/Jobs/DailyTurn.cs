using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Records;

namespace OneWindow.Api.Jobs;

/// <summary>
/// Work of which there is enough once a day: whichever node comes first does it, and no node again before the day is over,
/// after a restart either. Between two looks at what the nodes share, each node rests.
/// </summary>
/// <param name="key">Names the work among the settings; it never changes.</param>
internal sealed class DailyTurn(IServiceScopeFactory scopes, string key)
{
    public static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>A node asks the database no more often than this.</summary>
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromHours(1);

    private DateTimeOffset? _lookedAt;

    /// <summary>Whether this node looks again; a clock that was set back does not keep it from it.</summary>
    public bool IsLookDue(DateTimeOffset now) => _lookedAt is not { } at || now < at || now >= at + BetweenLooks;

    /// <summary>True for the one node that does today's work.</summary>
    public async Task<bool> TakeAsync(DateTimeOffset now, CancellationToken ct)
    {
        if (!IsLookDue(now)) return false;
        var taken = await AskAsync(now, ct);
        _lookedAt = now;
        return taken;
    }

    private async Task<bool> AskAsync(DateTimeOffset now, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<OneWindowDb>();
        var (before, after) = (await db.Settings.AsNoTracking().Where(s => s.Key == key).Select(s => s.Value).SingleOrDefaultAsync(ct), now.ToString("O"));
        if (before is not null)
        {
            if (DateTimeOffset.Parse(before, CultureInfo.InvariantCulture) > now - Day) return false;
            return await db.Settings.Where(s => s.Key == key && s.Value == before).ExecuteUpdateAsync(set => set.SetProperty(s => s.Value, after), ct) > 0;
        }

        db.Settings.Add(new Setting(key, after));
        try
        {
            return await db.SaveChangesAsync(ct) > 0;
        }
        catch (Exception exception) when (LostRace.Is(exception))
        {
            return false;
        }
    }
}
