using OneWindow.Api.Tests.Hosting;
using OneWindow.Api.Tests.Storage;

namespace OneWindow.Api.Tests.Concurrency;

public sealed class SqliteExactlyOnceTests : ExactlyOnceContract
{
    private protected override Task<Nodes> StartAsync() => Task.FromResult(new Nodes(new ApiFactory()));
}

/// <summary>Two nodes on one database.</summary>
public sealed class PostgreSqlExactlyOnceTests(PostgreSqlCluster cluster) : ExactlyOnceContract, IClassFixture<PostgreSqlCluster>
{
    private protected override async Task<Nodes> StartAsync()
    {
        var database = await cluster.NewDatabaseAsync();
        return new Nodes(new ApiFactory { PostgreSql = database }, new ApiFactory { PostgreSql = database });
    }
}
