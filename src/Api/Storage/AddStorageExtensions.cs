using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Storage.Sealing;

namespace OneWindow.Api.Storage;

internal static class AddStorageExtensions
{
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        var options = StorageOptions.Read(configuration);
        services.AddSingleton(options);
        services.AddSingleton<Sealer>(_ => new Sealer(DataKey.Read(configuration)));
        return options.Provider switch
        {
            StorageProvider.PostgreSql => services.AddDbContextPool<OneWindowDb, PostgreSqlOneWindowDb>(b => b.Use(options)),
            StorageProvider.SqlServer => services.AddDbContextPool<OneWindowDb, SqlServerOneWindowDb>(b => b.Use(options)),
            _ => services.AddDbContextPool<OneWindowDb, SqliteOneWindowDb>(b => b.Use(options)),
        };
    }

    public static DbContextOptionsBuilder Use(this DbContextOptionsBuilder builder, StorageOptions options)
    {
        builder.AddInterceptors(new VersionInterceptor());
        var size = options.MaxBatchSize;
        return options.Provider switch
        {
            StorageProvider.PostgreSql => builder.UseNpgsql(
                options.ConnectionString, o => { if (size is { } most) o.MaxBatchSize(most); }),
            StorageProvider.SqlServer => builder.UseSqlServer(
                options.ConnectionString, o => { if (size is { } most) o.MaxBatchSize(most); }),
            _ => builder.AddInterceptors(new SqlitePragmas()).UseSqlite(
                options.ConnectionString, o => { if (size is { } most) o.MaxBatchSize(most); }),
        };
    }
}
