using OneWindow.Driving;
using OneWindow.Faults.Drill;

namespace OneWindow.Faults.Kinds;

/// <summary>SIGKILL at a random moment of a stream of commands, and a new start.</summary>
internal sealed class Kill(string provider) : IFault
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1.5);

    public string Name => $"kill-{provider.ToLowerInvariant()}";

    public int Times => 50;

    public int Brief => 2;

    public string? Missing => provider == "PostgreSql" ? PostgreSqlServer.Missing : null;

    public async Task<Outcome> RunAsync(int times, Random random)
    {
        await using var rig = await Rig.CreateAsync(provider);
        for (var i = 0; i < times; i++)
        {
            var server = await rig.StartAsync();
            await rig.UnderLoadAsync(async () =>
            {
                await Task.Delay(Longest * (0.1 + (0.9 * random.NextDouble())));
                await server.KillAsync();
            });
            rig.Nodes.Remove(server);
            await server.DisposeAsync();
        }

        return new Outcome(rig.Record, await rig.SettleAsync());
    }
}
