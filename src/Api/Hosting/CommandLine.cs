namespace OneWindow.Api.Hosting;

/// <summary>The verbs of the executable. Without one it serves.</summary>
internal static class CommandLine
{
    private static readonly Dictionary<string, Func<string[], Task<int>>> Verbs = new(StringComparer.Ordinal)
    {
        ["check"] = CheckVerb.RunAsync,
        ["check-integrity"] = CheckIntegrityVerb.RunAsync,
        ["run"] = RunVerb.RunAsync,
        ["migrate"] = MigrateAsync,
        ["seed"] = SeedVerb.RunAsync,
        ["backup"] = BackupVerbs.BackupAsync,
        ["restore"] = BackupVerbs.RestoreAsync,
    };

    /// <summary>What a verb says stands alone: settings without the application's own log and its jobs.</summary>
    public static readonly string[] Quiet = ["--Logging:Console:LogLevel:Default=None", "--Jobs:WakeUpSeconds=0"];

    /// <summary>The verb that the arguments begin with; null where they begin with none and the program serves.</summary>
    /// <param name="args">The verb and what it takes; settings of the host begin with a hyphen and are no verbs.</param>
    /// <returns>What to run; it gives the exit code.</returns>
    public static Func<Task<int>>? Find(string[] args)
    {
        if (args is not [var name, ..] || name.StartsWith('-') || name.Contains('=', StringComparison.Ordinal)) return null;
        return Verbs.TryGetValue(name, out var verb) ? () => verb(args[1..]) : () => TellVerbsAsync(name);
    }

    /// <summary>Whoever mistypes a verb must not find a server running instead.</summary>
    private static async Task<int> TellVerbsAsync(string name)
    {
        await Console.Error.WriteLineAsync($"There is no verb {name}; there are {string.Join(", ", Verbs.Keys)}.");
        return 2;
    }

    private static async Task<int> MigrateAsync(string[] args)
    {
        await using var app = Composition.Build(args);
        await app.MigrateAsync();
        return 0;
    }
}
