using OneWindow.Driving;
using OneWindow.Faults.Drill;

namespace OneWindow.Faults.Kinds;

/// <summary>SIGKILL at a random moment of a stream of commands, and a new start.</summary>
internal sealed class Kill(string provider) : IFault
{
    private const int MostCommands = 40;
    private const int MostMilliseconds = 60;

    public string Name => $"kill-{provider.ToLowerInvariant()}";

    public int Times => 50;

    public int Brief => 1;

    public string? Missing => provider == "PostgreSql" ? PostgreSqlServer.Missing : null;

    public async Task<Outcome> RunAsync(int times, Random random)
    {
        await using var rig = await Rig.CreateAsync(provider);
        for (var i = 0; i < times; i++)
        {
            var server = await rig.StartAsync();
            await rig.UnderLoadAsync(async () =>
            {
                // Counted in commands and not in time alone: a slow machine would otherwise only ever kill a server that begins.
                await rig.Record.ReachesAsync(rig.Record.Acknowledged + random.Next(MostCommands));
                await Task.Delay(random.Next(MostMilliseconds));
                await server.KillAsync();
            });
            rig.Nodes.Remove(server);
            await server.DisposeAsync();
        }

        return new Outcome(rig.Record, await rig.SettleAsync());
    }
}
