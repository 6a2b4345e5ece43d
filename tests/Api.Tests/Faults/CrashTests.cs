using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Storage;
using OneWindow.Api.Tests.Storage;

namespace OneWindow.Api.Tests.Faults;

public sealed class SqliteCrashTests : CrashContract
{
    private protected override Task<StorageOptions> StorageAsync() =>
        Task.FromResult(new StorageOptions(StorageProvider.Sqlite, $"Data Source={Path.Combine(Folder, "crash.db")};Pooling=False", null));

    private protected override OneWindowDb Open(StorageOptions storage)
    {
        var builder = new DbContextOptionsBuilder<SqliteOneWindowDb>();
        builder.Use(storage);
        return new SqliteOneWindowDb(builder.Options);
    }
}

public sealed class PostgreSqlCrashTests(PostgreSqlCluster cluster) : CrashContract, IClassFixture<PostgreSqlCluster>
{
    private protected override async Task<StorageOptions> StorageAsync() => new(StorageProvider.PostgreSql, await cluster.ConnectionStringAsync(), null);

    private protected override OneWindowDb Open(StorageOptions storage)
    {
        var builder = new DbContextOptionsBuilder<PostgreSqlOneWindowDb>();
        builder.Use(storage);
        return new PostgreSqlOneWindowDb(builder.Options);
    }
}
