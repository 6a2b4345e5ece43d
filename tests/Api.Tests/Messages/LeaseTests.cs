using OneWindow.Api.Tests.Hosting;
using OneWindow.Api.Tests.Storage;

namespace OneWindow.Api.Tests.Messages;

public sealed class SqliteLeaseTests : LeaseContract, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onewindow-leases-");

    public void Dispose() => _folder.Delete(recursive: true);

    internal override Task<ApiFactory> NodeAsync(ManualClock clock, Dictionary<string, string> settings) =>
        Task.FromResult(new ApiFactory { DataFolder = _folder.FullName, Clock = clock, Settings = settings });
}

public sealed class PostgreSqlLeaseTests(PostgreSqlCluster cluster) : LeaseContract, IClassFixture<PostgreSqlCluster>
{
    internal override async Task<ApiFactory> NodeAsync(ManualClock clock, Dictionary<string, string> settings) =>
        new() { PostgreSql = await cluster.ConnectionStringAsync(), Clock = clock, Settings = settings };
}
