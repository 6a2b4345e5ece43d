using OneWindow.Driving;
using OneWindow.Faults.Drill;

namespace OneWindow.Faults.Kinds;

/// <summary>One of two nodes is held still for two minutes under load, as a machine that moves or swaps, and then woken.</summary>
internal sealed class PausedNode : IFault
{
    private static readonly TimeSpan Still = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Around = TimeSpan.FromSeconds(5);

    public string Name => "node-paused";

    public int Times => 1;

    public int Brief => 0;

    public string? Missing => PostgreSqlServer.Missing;

    public async Task<Outcome> RunAsync(int times, Random random)
    {
        await using var rig = await Rig.CreateAsync("PostgreSql");
        await rig.StartAsync();
        var node = await rig.StartAsync();
        await rig.UnderLoadAsync(async () =>
        {
            for (var i = 0; i < times; i++)
            {
                await Task.Delay(Around);
                await node.SignalAsync("STOP");
                await Task.Delay(Still);
                await node.SignalAsync("CONT");
                await Task.Delay(Around);
            }
        });
        return new Outcome(rig.Record, await rig.SettleAsync());
    }
}
