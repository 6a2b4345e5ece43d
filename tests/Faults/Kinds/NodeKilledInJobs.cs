using OneWindow.Driving;
using OneWindow.Faults.Drill;

namespace OneWindow.Faults.Kinds;

/// <summary>Two nodes fire a heap of due timers, and one of them is killed meanwhile; the other does the rest within a minute.</summary>
internal sealed class NodeKilledInJobs : IFault
{
    public string Name => "node-killed-in-jobs";

    public int Times => 3;

    public int Brief => 0;

    public string? Missing => PostgreSqlServer.Missing ?? FakeClock.Missing;

    public async Task<Outcome> RunAsync(int times, Random random)
    {
        await using var rig = await Rig.CreateAsync("PostgreSql");
        var clock = new FakeClock(rig.Settings.Folder);
        rig.Set(clock.Environment);
        var fired = new Findings(0, 0);
        for (var i = 1; i <= times; i++)
        {
            await rig.StartAsync();
            await rig.WorkAsync(TimeSpan.FromSeconds(8));
            await rig.FinishAsync();
            await rig.Nodes.DisposeAsync();
            clock.Move(Notices.LongPast * i);
            var starts = await Task.WhenAll(rig.StartAsync(), rig.StartAsync());
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(100, 1200)));
            rig.Nodes.Remove(starts[0]);
            await starts[0].DisposeAsync();
            fired += await Notices.RunOutAsync(rig);
            await rig.Nodes.DisposeAsync();
        }

        return new Outcome(rig.Record, fired + await rig.SettleAsync());
    }
}
