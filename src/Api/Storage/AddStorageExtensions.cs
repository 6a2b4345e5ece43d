using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
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
        return options.Provider switch
        {
            StorageProvider.PostgreSql => builder.UseNpgsql(options.ConnectionString, o => Batch(o, options)),
            StorageProvider.SqlServer => builder.UseSqlServer(options.ConnectionString, o => Batch(o, options)),
            _ => builder.UseSqlite(options.ConnectionString, o => Batch(o, options)).AddInterceptors(new SqlitePragmas()),
        };
    }

    private static void Batch<TBuilder, TExtension>(
        RelationalDbContextOptionsBuilder<TBuilder, TExtension> builder, StorageOptions options)
        where TBuilder : RelationalDbContextOptionsBuilder<TBuilder, TExtension>
        where TExtension : RelationalOptionsExtension, new()
    {
        if (options.MaxBatchSize is { } size) builder.MaxBatchSize(size);
    }
}
