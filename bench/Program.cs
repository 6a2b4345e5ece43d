using Npgsql;
using OneWindow.Bench;
using OneWindow.Bench.InMemory;
using OneWindow.Bench.Lists;
using OneWindow.Bench.Storage;
using OneWindow.Driving;

// Words choose parts (engine, sqlite, postgresql; none chooses all) and "quick" makes it short; what begins with two
// hyphens is a setting of the application.
var words = args.Where(a => !a.StartsWith("--", StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
var settings = args.Where(a => a.StartsWith("--", StringComparison.Ordinal)).ToArray();
var load = words.Remove("quick") ? Load.Quick : Load.Full;
bool Wants(string part) => words.Count == 0 || words.Contains(part);

await Report.EnvironmentAsync(load);
// Only by name: it reads a store that was seeded before, which the settings name.
if (words.Contains("lists")) await Report.TableAsync("First pages of lists", ListBench.Header, await ListBench.RunAsync(load, settings));
if (Wants("engine"))
{
    await Report.TableAsync("Engine alone: disability certificate, registration to closing", EngineBench.Header, EngineBench.Run(load));
    await Report.TableAsync("A waiting case", EngineBench.StateHeader, EngineBench.States(load));
    await Report.TableAsync("One activity", NodeBench.Header, NodeBench.Run(load));
    await Report.TableAsync("One JavaScript condition", ScriptBench.Header, ScriptBench.Run(load));
}

if (Wants("sqlite"))
{
    await using var database = new SqliteFile();
    await StepBench.RunAsync("SQLite", database, load, settings);
}

if (Wants("postgresql") && PostgreSqlServer.Missing is { } missing) await Console.Out.WriteLineAsync($"PostgreSQL is left out: {missing}");
else if (Wants("postgresql"))
{
    await using var server = await PostgreSqlServer.CreateAsync();
    await StepBench.RunAsync("PostgreSQL", new PostgreSqlDatabase(server), load, settings);
    NpgsqlConnection.ClearAllPools();
}
