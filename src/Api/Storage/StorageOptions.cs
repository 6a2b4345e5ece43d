using Microsoft.Data.Sqlite;

namespace OneWindow.Api.Storage;

internal enum StorageProvider
{
    Sqlite,
    PostgreSql,
    SqlServer,
}

/// <summary>Where data is kept.</summary>
/// <param name="MaxBatchSize">Most statements in one round trip; null takes the provider's own.</param>
internal sealed record StorageOptions(StorageProvider Provider, string ConnectionString, int? MaxBatchSize)
{
    public const string DefaultConnectionString = "Data Source=data/onewindow.db";

    /// <exception cref="InvalidOperationException">A setting names no provider, or a server's connection string is missing.</exception>
    public static StorageOptions Read(IConfiguration configuration)
    {
        var name = configuration["Storage:Provider"];
        var provider = StorageProvider.Sqlite;
        if (!string.IsNullOrWhiteSpace(name) && !(Enum.TryParse(name, ignoreCase: true, out provider) && Enum.IsDefined(provider)))
            throw new InvalidOperationException($"Storage__Provider is \"{name}\"; it must be Sqlite, PostgreSql or SqlServer.");

        var connection = configuration.GetConnectionString("OneWindow");
        if (string.IsNullOrWhiteSpace(connection))
        {
            if (provider is not StorageProvider.Sqlite)
                throw new InvalidOperationException($"Storage__Provider is {provider}, and ConnectionStrings__OneWindow is missing.");
            connection = DefaultConnectionString;
        }

        return new StorageOptions(provider, connection, configuration.GetValue<int?>("Storage:MaxBatchSize"));
    }

    /// <summary>Full path of the SQLite file; null for a server's database and for one in memory.</summary>
    public string? SqliteFile
    {
        get
        {
            if (Provider is not StorageProvider.Sqlite) return null;
            var file = new SqliteConnectionStringBuilder(ConnectionString).DataSource;
            return file is "" or ":memory:" || file.StartsWith("file:", StringComparison.Ordinal) ? null : Path.GetFullPath(file);
        }
    }

    /// <summary>Makes the folder of a SQLite file; the file itself comes with the first connection.</summary>
    public void CreateFolder()
    {
        if (SqliteFile is { } file) Directory.CreateDirectory(Path.GetDirectoryName(file)!);
    }
}
