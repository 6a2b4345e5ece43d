using OneWindow.Faults.Drill;

namespace OneWindow.Faults.Kinds;

/// <summary>The machine's clock is set back an hour and forward a day while people work, and at last to when notices have run out.</summary>
internal sealed class ClockJump : IFault
{
    private static readonly TimeSpan Phase = TimeSpan.FromSeconds(4);

    public string Name => "clock-jump";

    public int Times => 1;

    public int Brief => 1;

    public string? Missing => FakeClock.Missing;

    public async Task<Outcome> RunAsync(int times, Random random)
    {
        await using var rig = await Rig.CreateAsync("Sqlite");
        var clock = new FakeClock(rig.Settings.Folder);
        rig.Set(clock.Environment);
        await rig.StartAsync();
        await rig.WorkAsync(Phase);
        clock.Move(TimeSpan.FromHours(-1));
        await rig.WorkAsync(Phase);
        clock.Move(TimeSpan.FromDays(1));
        await rig.WorkAsync(Phase);
        await rig.FinishAsync();
        clock.Move(Notices.LongPast);
        clock.Move(Notices.LongPast - TimeSpan.FromHours(1));
        var fired = await Notices.RunOutAsync(rig);
        return new Outcome(rig.Record, fired + await rig.SettleAsync());
    }
}
