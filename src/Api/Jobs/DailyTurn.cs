using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Records;

namespace OneWindow.Api.Jobs;

/// <summary>Work of which there is enough once a day goes to whichever node comes first.</summary>
internal static class DailyTurn
{
    public static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>True for the one node that does today's work.</summary>
    /// <param name="key">Names the work among the settings; it never changes.</param>
    public static async Task<bool> TakeAsync(IServiceScopeFactory scopes, string key, DateTimeOffset now, CancellationToken ct)
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
