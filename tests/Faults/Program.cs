using System.Diagnostics;
using OneWindow.Faults.Drill;
using OneWindow.Faults.Kinds;

IFault[] all =
[
    new Kill("Sqlite"), new Kill("PostgreSql"), new DatabaseRestart(), new DiskFull("Sqlite"), new DiskFull("PostgreSql"),
    new ClockJump(), new Downtime(), new NodeKilledInJobs(), new ReceiverDown(), new PausedNode(),
];
var options = Options.Read(args);
var chosen = all.Where(f => options.Names.Count == 0 || options.Names.Contains(f.Name)).ToList();
if (options.Names.Except(all.Select(f => f.Name)).FirstOrDefault() is { } unknown)
{
    await Console.Error.WriteLineAsync($"There is no fault {unknown}; there are {string.Join(", ", all.Select(f => f.Name))}.");
    return 2;
}

var table = new Table();
foreach (var fault in chosen)
{
    var times = options.Times ?? (options.Brief ? fault.Brief : fault.Times);
    if (times == 0) continue;
    if (fault.Missing is { } missing) table.Skip(fault.Name, missing);
    else await TryAsync(fault, times);
}

await Console.Out.WriteLineAsync(table.ToString());
return table.IsClean(options.MayMiss) ? 0 : 1;

async Task TryAsync(IFault fault, int times)
{
    var watch = Stopwatch.StartNew();
    await Console.Error.WriteLineAsync($"{fault.Name}, {times} times, seed {options.Seed}");
    try
    {
        table.Add(fault.Name, times, await fault.RunAsync(times, new Random(options.Seed)), watch.Elapsed);
    }
    catch (Exception exception)
    {
        table.Fail(fault.Name, exception);
    }
}
