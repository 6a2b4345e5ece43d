using OneWindow.Driving;
using OneWindow.Faults.Drill;

namespace OneWindow.Faults.Kinds;

/// <summary>The database goes away under load, orderly and by a crash in turn, and comes back; the server stays.</summary>
internal sealed class DatabaseRestart : IFault
{
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(3);

    public string Name => "postgresql-restart";

    public int Times => 6;

    public int Brief => 1;

    public string? Missing => PostgreSqlServer.Missing;

    public async Task<Outcome> RunAsync(int times, Random random)
    {
        await using var rig = await Rig.CreateAsync("PostgreSql");
        await rig.StartAsync();
        await rig.UnderLoadAsync(async () =>
        {
            for (var i = 0; i < times; i++)
            {
                await Task.Delay(Between * (0.5 + random.NextDouble()));
                await rig.Database!.StopAsync(i % 2 == 0 ? "fast" : "immediate");
                await Task.Delay(Away);
                await rig.Database.StartAsync();
            }

            await Task.Delay(Between);
        });
        return new Outcome(rig.Record, await rig.SettleAsync());
    }
}
