using OneWindow.Faults.Drill;

namespace OneWindow.Faults.Kinds;

/// <summary>Nothing runs for days on which notices end; then the server is killed once more while it catches up.</summary>
internal sealed class Downtime : IFault
{
    public string Name => "downtime";

    public int Times => 1;

    public int Brief => 0;

    public string? Missing => FakeClock.Missing;

    public async Task<Outcome> RunAsync(int times, Random random)
    {
        await using var rig = await Rig.CreateAsync("Sqlite");
        var clock = new FakeClock(rig.Settings.Folder);
        rig.Set(clock.Environment);
        await rig.StartAsync();
        await rig.WorkAsync(TimeSpan.FromSeconds(8));
        await rig.FinishAsync();
        await rig.Nodes.DisposeAsync();
        clock.Move(Notices.LongPast);
        await rig.StartAsync();
        await Task.Delay(TimeSpan.FromMilliseconds(random.Next(200, 1500)));
        await rig.Nodes.DisposeAsync();
        await rig.StartAsync();
        var fired = await Notices.RunOutAsync(rig);
        return new Outcome(rig.Record, fired + await rig.SettleAsync());
    }
}
