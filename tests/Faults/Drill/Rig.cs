using OneWindow.Driving;

namespace OneWindow.Faults.Drill;

/// <summary>One store, the servers on it and the windows that work with them, for the length of one fault.</summary>
internal sealed class Rig : IAsyncDisposable
{
    private const int Windows = 4;
    private readonly string _folder;
    private readonly List<Window> _windows;

    private Rig(string folder, ServerSettings settings, PostgreSqlServer? database)
    {
        (_folder, Settings, Database) = (folder, settings, database);
        _windows = [.. Enumerable.Range(0, Windows).Select(i => new Window($"window-{i}", Staff, Record))];
    }

    public ServerSettings Settings { get; private set; }

    /// <summary>Null on SQLite.</summary>
    public PostgreSqlServer? Database { get; }

    public Nodes Nodes { get; } = new();

    public Staff Staff { get; } = new();

    public Record Record { get; } = new();

    /// <param name="provider">Sqlite or PostgreSql.</param>
    /// <param name="parent">Where its folder is made; the system's temporary folder where null.</param>
    public static async Task<Rig> CreateAsync(string provider, string? parent = null)
    {
        var folder = parent ?? Directory.CreateTempSubdirectory("onewindow-fault-").FullName;
        if (provider == "Sqlite") return new Rig(folder, ServerSettings.Sqlite(folder), null);
        var server = await PostgreSqlServer.CreateAsync(parent);
        return new Rig(folder, new ServerSettings(provider, server.ConnectionString("onewindow"), folder), server);
    }

    /// <summary>Adds environment variables for every server that is started from now on.</summary>
    public void Set(IReadOnlyDictionary<string, string> environment) =>
        Settings = Settings with { Environment = Settings.Environment.Concat(environment).ToLookup(e => e.Key, e => e.Value).ToDictionary(g => g.Key, g => g.Last()) };

    public Task<ServerProcess> StartAsync() => Nodes.AddAsync(Settings);

    /// <summary>Lets the windows work while something happens, and then stops them between two commands.</summary>
    public async Task UnderLoadAsync(Func<Task> happens)
    {
        using var stop = new CancellationTokenSource();
        var work = Task.WhenAll(_windows.Select(w => w.WorkAsync(Nodes, stop.Token)));
        var happening = happens();
        // A window that ends early has seen what must never be seen; it has told the record.
        await Task.WhenAny(happening, work);
        await happening;
        await stop.CancelAsync();
        await work;
    }

    /// <summary>Works for a while with nothing happening.</summary>
    public Task WorkAsync(TimeSpan length) => UnderLoadAsync(() => Task.Delay(length));

    /// <summary>Sends again what is in doubt and brings every case at hand to its notice.</summary>
    public async Task FinishAsync()
    {
        foreach (var window in _windows) await window.FinishAsync(Nodes.Next());
    }

    /// <summary>Settles what is in doubt, then looks for what was lost or done twice, and checks the whole store.</summary>
    public async Task<Findings> SettleAsync()
    {
        if (Nodes.Count == 0) await StartAsync();
        await FinishAsync();
        var found = await Audit.RunAsync(Nodes.Next(), Staff, Record);
        await Nodes.DisposeAsync();
        var (code, output) = await ServerProcess.RunAsync(Settings, "check-integrity");
        if (code != 0) Record.Complain($"check-integrity ended with {code}: {output}");
        return found;
    }

    public async ValueTask DisposeAsync()
    {
        await Nodes.DisposeAsync();
        if (Database is not null) await Database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
