using Npgsql;
using OneWindow.Bench;
using OneWindow.Bench.InMemory;
using OneWindow.Bench.Lists;
using OneWindow.Bench.Load;
using OneWindow.Bench.Pages;
using OneWindow.Bench.Storage;
using OneWindow.Driving;

if (args is ["load", .. var rest]) return await LoadBench.RunAsync(LoadOptions.Read(rest)) == 0 ? 0 : 1;

// Words choose parts (engine, sqlite, postgresql; none chooses all) and "quick" makes it short; what begins with two
// hyphens is a setting of the application.
var words = args.Where(a => !a.StartsWith("--", StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
var settings = args.Where(a => a.StartsWith("--", StringComparison.Ordinal)).ToArray();
var effort = words.Remove("quick") ? Effort.Quick : Effort.Full;
bool Wants(string part) => words.Count == 0 || words.Contains(part);

await Report.EnvironmentAsync(effort);
// Only by name: it reads a store that was seeded before, which the settings name.
if (words.Contains("lists")) await Report.TableAsync("First pages of lists", ListBench.Header, await ListBench.RunAsync(effort, settings));
if (words.Contains("pages")) await Report.TableAsync("Pages", PageBench.Header, await PageBench.RunAsync(effort, settings));
if (Wants("engine"))
{
    await Report.TableAsync("Engine alone: disability certificate, registration to closing", EngineBench.Header, EngineBench.Run(effort));
    await Report.TableAsync("A waiting case", EngineBench.StateHeader, EngineBench.States(effort));
    await Report.TableAsync("One activity", NodeBench.Header, NodeBench.Run(effort));
    await Report.TableAsync("One JavaScript condition", ScriptBench.Header, ScriptBench.Run(effort));
}

if (Wants("sqlite"))
{
    await using var database = new SqliteFile();
    await StepBench.RunAsync("SQLite", database, effort, settings);
}

if (Wants("postgresql") && PostgreSqlServer.Missing is { } missing) await Console.Out.WriteLineAsync($"PostgreSQL is left out: {missing}");
else if (Wants("postgresql"))
{
    await using var server = await PostgreSqlServer.CreateAsync();
    await StepBench.RunAsync("PostgreSQL", new PostgreSqlBench(server), effort, settings);
    NpgsqlConnection.ClearAllPools();
}

return 0;
