using Microsoft.Data.Sqlite;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Live;
using OneWindow.Api.Features.Messages.Settings;
using OneWindow.Api.Features.Retention;
using OneWindow.Api.Jobs;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Files;
using OneWindow.Api.Storage.Sealing;
using OneWindow.Api.Telemetry;

namespace OneWindow.Api.Hosting;

/// <summary>Looks through the settings before anything starts, and names everything that is wrong at once.</summary>
internal static class StartUpCheck
{
    /// <exception cref="ConfigurationInvalidException">With a line for each problem.</exception>
    public static void Run(IConfiguration configuration)
    {
        List<string> problems = [.. Unreadable(configuration), .. KnownSettings.Unknown(configuration)];
        // What is wrong in itself is told first; what does not go together can only be judged once it can be read.
        if (problems.Count == 0) problems.AddRange(Contradictions(configuration));
        if (DeclaredEnvironment.IsProduction(configuration)) problems.AddRange(HalfConfigured(configuration));
        if (problems.Count > 0) throw new ConfigurationInvalidException(problems);
    }

    private static IEnumerable<string> Unreadable(IConfiguration configuration)
    {
        Action<IConfiguration>[] readers =
        [
            c => StorageOptions.Read(c), DataKey.Check, c => JobSettings.Read(c), c => WorkflowSettings.Read(c),
            c => NodeSettings.Read(c), c => TelemetrySettings.Read(c), c => LogSettings.IsJson(c), c => FileSettings.Read(c), c => MessageSettings.Read(c),
            c => RetentionSettings.Read(c), c => LiveSettings.Read(c), DemoMode.RefuseInProduction,
        ];
        foreach (var read in readers)
        {
            if (Problem(read, configuration) is { } problem) yield return problem;
        }
    }

    private static string? Problem(Action<IConfiguration> read, IConfiguration configuration)
    {
        try
        {
            read(configuration);
            return null;
        }
        catch (InvalidOperationException exception)
        {
            return exception.Message;
        }
    }

    private static IEnumerable<string> Contradictions(IConfiguration configuration)
    {
        if (StorageOptions.Read(configuration).Provider is StorageProvider.Sqlite && NodeSettings.Read(configuration).Nodes > 1)
            yield return "Hosting__Nodes says several nodes, and SQLite serves one: set Storage__Provider to PostgreSql or SqlServer.";
    }

    private static IEnumerable<string> HalfConfigured(IConfiguration configuration)
    {
        if (IsRelative(configuration["Files:Folder"] is { Length: > 0 } files ? files : FileSettings.DefaultFolder)) yield return "Files__Folder is relative to where the program is started; Production needs a whole path.";
        if (IsSqlite(configuration) && IsRelative(SqliteFile(configuration)))
            yield return "ConnectionStrings__OneWindow names a file relative to where the program is started; Production needs a whole path.";
        if (!ListensByHttps(configuration) && string.IsNullOrWhiteSpace(configuration["Hosting:KnownProxies"]))
            yield return "It listens by http alone, and Hosting__KnownProxies does not say whose proxy ends TLS before it; \"none\" says that nobody's does.";
    }

    private static bool IsSqlite(IConfiguration configuration) =>
        configuration["Storage:Provider"] is not { Length: > 0 } name || string.Equals(name, nameof(StorageProvider.Sqlite), StringComparison.OrdinalIgnoreCase);

    private static string? SqliteFile(IConfiguration configuration)
    {
        var text = configuration.GetConnectionString("OneWindow") is { Length: > 0 } given ? given : StorageOptions.DefaultConnectionString;
        try
        {
            return new SqliteConnectionStringBuilder(text).DataSource;
        }
        catch (ArgumentException)
        {
            // Told by whoever opens it.
            return null;
        }
    }

    private static bool IsRelative(string? path) => path is { Length: > 0 } && !Path.IsPathRooted(path) && !path.StartsWith("file:", StringComparison.Ordinal);

    private static bool ListensByHttps(IConfiguration configuration) =>
        configuration["https_ports"] is { Length: > 0 }
        || configuration["urls"]?.Contains("https:", StringComparison.OrdinalIgnoreCase) is true
        || configuration.GetSection("Kestrel:Endpoints").GetChildren().Any(e => e["Url"]?.StartsWith("https:", StringComparison.OrdinalIgnoreCase) is true);
}
