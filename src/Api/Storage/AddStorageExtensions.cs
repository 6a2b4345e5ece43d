using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;
using OneWindow.Api.Storage.Sealing;

namespace OneWindow.Api.Storage;

internal static class AddStorageExtensions
{
    private const int PreparedStatements = 100;

    /// <summary>More do not make a database faster, and three nodes then stay below the hundred that PostgreSQL allows by default.</summary>
    private const int Connections = 32;

    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        var options = StorageOptions.Read(configuration);
        services.AddSingleton(options);
        services.AddStatements(db => new CaseStatements(db));
        services.AddScoped<CaseReader>();
        services.AddSingleton<Sealer>(_ => new Sealer(DataKey.Read(configuration)));
        return options.Provider switch
        {
            StorageProvider.PostgreSql => services.AddDbContextPool<OneWindowDb, PostgreSqlOneWindowDb>((provider, b) => b.Use(options).AddInterceptors(provider.GetServices<IInterceptor>())),
            StorageProvider.SqlServer => services.AddDbContextPool<OneWindowDb, SqlServerOneWindowDb>((provider, b) => b.Use(options).AddInterceptors(provider.GetServices<IInterceptor>())),
            _ => services.AddDbContextPool<OneWindowDb, SqliteOneWindowDb>((provider, b) => b.Use(options).AddInterceptors(provider.GetServices<IInterceptor>())),
        };
    }

    /// <summary>Texts that the provider and the model alone decide are written once.</summary>
    public static IServiceCollection AddStatements<T>(this IServiceCollection services, Func<OneWindowDb, T> write)
        where T : class => services.AddSingleton(provider =>
    {
        using var scope = provider.CreateScope();
        return write(scope.ServiceProvider.GetRequiredService<OneWindowDb>());
    });

    public static DbContextOptionsBuilder Use(this DbContextOptionsBuilder builder, StorageOptions options)
    {
        builder.AddInterceptors(new VersionInterceptor());
        // Counts that stop at a limit take rows of which none is shown; lists are ordered by their paging.
        builder.ConfigureWarnings(w => w.Log((CoreEventId.RowLimitingOperationWithoutOrderByWarning, LogLevel.Debug)));
        var size = options.MaxBatchSize;
        return options.Provider switch
        {
            StorageProvider.PostgreSql => builder.UseNpgsql(
                WithPreparedStatements(options.ConnectionString), o => { if (size is { } most) o.MaxBatchSize(most); })
                .ReplaceService<IDatabase, PostgreSqlDatabase>(),
            StorageProvider.SqlServer => builder.UseSqlServer(
                options.ConnectionString, o => { if (size is { } most) o.MaxBatchSize(most); }),
            _ => builder.AddInterceptors(new SqlitePragmas()).UseSqlite(
                options.ConnectionString, o => { if (size is { } most) o.MaxBatchSize(most); }),
        };
    }

    /// <summary>
    /// The server plans each statement once for a connection. Whoever stands behind a pooler that cannot keep them sets
    /// Max Auto Prepare=0 in the connection string. No session is changed here, so that none needs a reset before the
    /// next command.
    /// </summary>
    private static string WithPreparedStatements(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        if (!builder.ShouldSerialize("Max Auto Prepare")) builder.MaxAutoPrepare = PreparedStatements;
        if (!builder.ShouldSerialize("Maximum Pool Size")) builder.MaxPoolSize = Connections;
        if (!builder.ShouldSerialize("No Reset On Close")) builder.NoResetOnClose = true;
        return builder.ConnectionString;
    }
}
