using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Records;

namespace OneWindow.Api.Hosting;

/// <summary>The real clock moved by an offset that all nodes share, so that a demonstration need not wait for a limit.</summary>
internal sealed class DemoClock(TimeProvider inner) : TimeProvider
{
    private const string SettingKey = "demo-clock-offset-ticks";
    private long _offsetTicks;

    public override TimeZoneInfo LocalTimeZone => inner.LocalTimeZone;

    public override long TimestampFrequency => inner.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow().AddTicks(Interlocked.Read(ref _offsetTicks));

    public override long GetTimestamp() => inner.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        inner.CreateTimer(callback, state, dueTime, period);

    /// <summary>Takes over what another node may have set.</summary>
    public async Task ReloadAsync(OneWindowDb db, CancellationToken ct)
    {
        var text = await db.Settings.AsNoTracking().Where(s => s.Key == SettingKey).Select(s => s.Value).SingleOrDefaultAsync(ct);
        Interlocked.Exchange(ref _offsetTicks, text is null ? 0 : long.Parse(text, CultureInfo.InvariantCulture));
    }

    public async Task AdvanceAsync(OneWindowDb db, TimeSpan by, CancellationToken ct)
    {
        await ReloadAsync(db, ct);
        var setting = await db.Settings.SingleOrDefaultAsync(s => s.Key == SettingKey, ct);
        if (setting is null) db.Settings.Add(setting = new Setting(SettingKey, "0"));
        var ticks = Interlocked.Read(ref _offsetTicks) + by.Ticks;
        setting.Value = ticks.ToString(CultureInfo.InvariantCulture);
        await db.SaveChangesAsync(ct);
        Interlocked.Exchange(ref _offsetTicks, ticks);
    }
}
