using OneWindow.Faults.Drill;

namespace OneWindow.Faults.Kinds;

/// <summary>
/// Whoever takes our webhooks is away for an hour while people work, and comes back: each event then arrives, and is
/// known by one key however often it was tried. The hour passes by the demonstration's clock.
/// </summary>
internal sealed class ReceiverDown : IFault
{
    private const string Administrator = "admin";
    private static readonly TimeSpan Work = TimeSpan.FromSeconds(2);

    public string Name => "receiver-down";

    public int Times => 1;

    public int Brief => 1;

    public async Task<Outcome> RunAsync(int times, Random random)
    {
        await using var receiver = new Receiver();
        await using var rig = await Rig.CreateAsync("Sqlite");
        await rig.StartAsync();
        await SendAsync(rig, "/api/webhooks", new { url = receiver.Url, events = (string[])["case.registered", "step.completed"] });
        for (var minute = 0; minute < 60; minute += 15)
        {
            await rig.WorkAsync(Work);
            await PassAsync(rig, "PT15M");
        }

        await rig.FinishAsync();
        await receiver.StartAsync();
        for (var hour = 0; hour < 24 && receiver.Events.Count < rig.Record.Acknowledged; hour++) await PassAsync(rig, "PT1H");
        return new Outcome(rig.Record, Compare(rig.Record, receiver) + await rig.SettleAsync());
    }

    private static Findings Compare(Record record, Receiver receiver)
    {
        var expected = record.Registered.Values.Select(number => Receiver.Subject("case.registered", number, null))
            .Concat(record.Decided.Values.Select(d => Receiver.Subject("step.completed", d.Number, d.Step))).ToList();
        var received = receiver.Events.Values.ToHashSet(StringComparer.Ordinal);
        return new Findings(expected.Count(e => !received.Contains(e)), receiver.Events.Count - received.Count);
    }

    private static Task PassAsync(Rig rig, string time) => SendAsync(rig, "/api/demo/clock", new { advance = time });

    private static async Task SendAsync(Rig rig, string url, object body)
    {
        using var response = await rig.Staff.SendAsync(rig.Nodes.Next(), HttpMethod.Post, url, Administrator, body);
        response.EnsureSuccessStatusCode();
    }
}
