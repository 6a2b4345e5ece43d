using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Records;
using OneWindow.Api.Storage.Sealing;

namespace OneWindow.Api.Hosting;

/// <summary>
/// Notices at the start that the data key is not the one that sealed this database. Such a node could open no number
/// and no session, and would seal new numbers so that no other node can.
/// </summary>
internal static class DataKeyCheck
{
    private const string SettingKey = "data-key-check";
    private const string ProbeText = "one-window";

    public const string WrongKey = "Security__DataKey is not the key that sealed this database. All nodes need the same one, for good.";

    /// <exception cref="InvalidOperationException">The key is another one.</exception>
    public static async Task RunAsync(OneWindowDb db, Sealer sealer, CancellationToken ct)
    {
        var mine = sealer.Index(SettingKey, ProbeText);
        if (await StoredAsync(db, ct) is null) await StoreAsync(db, mine, ct);
        if (await StoredAsync(db, ct) != mine) throw new InvalidOperationException(WrongKey);
    }

    /// <summary>Whether the key is the one that sealed this database; true where nothing was sealed yet.</summary>
    public static async Task<bool> IsRightAsync(OneWindowDb db, Sealer sealer, CancellationToken ct) =>
        await StoredAsync(db, ct) is not { } stored || stored == sealer.Index(SettingKey, ProbeText);

    private static Task<string?> StoredAsync(OneWindowDb db, CancellationToken ct) =>
        db.Settings.AsNoTracking().Where(s => s.Key == SettingKey).Select(s => s.Value).SingleOrDefaultAsync(ct);

    private static async Task StoreAsync(OneWindowDb db, string mine, CancellationToken ct)
    {
        db.Settings.Add(new Setting(SettingKey, mine));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (Exception exception) when (LostRace.Is(exception))
        {
            // Another node starts at the same moment; its key is compared like any other.
            db.ChangeTracker.Clear();
        }
    }
}
