using OneWindow.Api.Tests.Hosting;
using OneWindow.Api.Tests.Storage;

namespace OneWindow.Api.Tests.Concurrency;

public sealed class SqliteExactlyOnceTests : ExactlyOnceContract, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onewindow-once-");

    public void Dispose() => _folder.Delete(recursive: true);

    private protected override Task<Nodes> StartAsync() => Task.FromResult(new Nodes(new ApiFactory { DataFolder = _folder.FullName }));
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
