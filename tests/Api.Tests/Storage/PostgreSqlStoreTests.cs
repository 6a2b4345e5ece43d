using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Storage;

namespace OneWindow.Api.Tests.Storage;

public sealed class PostgreSqlStoreTests(PostgreSqlCluster cluster) : ServerStoreContract, IClassFixture<PostgreSqlCluster>
{
    private protected override async Task<OneWindowDb> OpenAsync()
    {
        var builder = new DbContextOptionsBuilder<PostgreSqlOneWindowDb>();
        builder.Use(new StorageOptions(StorageProvider.PostgreSql, await cluster.ConnectionStringAsync(), null));
        return new PostgreSqlOneWindowDb(builder.Options);
    }
}
