using OneWindow.Driving;
using OneWindow.Faults.Drill;

namespace OneWindow.Faults.Kinds;

/// <summary>
/// The disk of the database is full for some seconds while people work, and then has room again. A database server that
/// gave up meanwhile is started by hand, as its keeper would; ours must go on by itself.
/// </summary>
internal sealed class DiskFull(string provider) : IFault
{
    private static readonly TimeSpan While = TimeSpan.FromSeconds(4);

    public string Name => $"disk-full-{provider.ToLowerInvariant()}";

    public int Times => 3;

    public int Brief => provider == "Sqlite" ? 1 : 0;

    public string? Missing => Volume.Missing ?? (provider == "PostgreSql" ? PostgreSqlServer.Missing : null);

    public async Task<Outcome> RunAsync(int times, Random random)
    {
        await using var volume = await Volume.CreateAsync(provider == "Sqlite" ? 64 : 256);
        var folder = Directory.CreateDirectory(Path.Combine(volume.Folder, "store")).FullName;
        await using var rig = await Rig.CreateAsync(provider, folder);
        await rig.StartAsync();
        await rig.UnderLoadAsync(async () =>
        {
            for (var i = 0; i < times; i++)
            {
                await Task.Delay(While);
                volume.Fill();
                await Task.Delay(While);
                volume.Free();
                if (rig.Database is { } database && !await database.AnswersAsync()) await database.StartAsync();
            }

            await Task.Delay(While);
        });
        return new Outcome(rig.Record, await rig.SettleAsync());
    }
}
