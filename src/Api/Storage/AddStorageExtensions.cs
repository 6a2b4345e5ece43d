using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;
using OneWindow.Api.Storage.Sealing;

namespace OneWindow.Api.Storage;

internal static class AddStorageExtensions
{
    private const int PreparedStatements = 100;

    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        var options = StorageOptions.Read(configuration);
        services.AddSingleton(options);
        services.AddSingleton<StepQueries>();
        services.AddSingleton<Sealer>(_ => new Sealer(DataKey.Read(configuration)));
        return options.Provider switch
        {
            StorageProvider.PostgreSql => services.AddDbContextPool<OneWindowDb, PostgreSqlOneWindowDb>((provider, b) => b.Use(options).AddInterceptors(provider.GetServices<IInterceptor>())),
            StorageProvider.SqlServer => services.AddDbContextPool<OneWindowDb, SqlServerOneWindowDb>((provider, b) => b.Use(options).AddInterceptors(provider.GetServices<IInterceptor>())),
            _ => services.AddDbContextPool<OneWindowDb, SqliteOneWindowDb>((provider, b) => b.Use(options).AddInterceptors(provider.GetServices<IInterceptor>())),
        };
    }

    public static DbContextOptionsBuilder Use(this DbContextOptionsBuilder builder, StorageOptions options)
    {
        builder.AddInterceptors(new VersionInterceptor());
        var size = options.MaxBatchSize;
        return options.Provider switch
        {
            StorageProvider.PostgreSql => builder.UseNpgsql(
                WithPreparedStatements(options.ConnectionString), o => { if (size is { } most) o.MaxBatchSize(most); }),
            StorageProvider.SqlServer => builder.UseSqlServer(
                options.ConnectionString, o => { if (size is { } most) o.MaxBatchSize(most); }),
            _ => builder.AddInterceptors(new SqlitePragmas()).UseSqlite(
                options.ConnectionString, o => { if (size is { } most) o.MaxBatchSize(most); }),
        };
    }

    /// <summary>
    /// The server plans each statement once for a connection. Whoever stands behind a pooler that cannot keep them sets
    /// Max Auto Prepare=0 in the connection string.
    /// </summary>
    private static string WithPreparedStatements(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        if (!builder.ShouldSerialize("Max Auto Prepare")) builder.MaxAutoPrepare = PreparedStatements;
        return builder.ConnectionString;
    }
}
