using Npgsql;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Api.Tests.Storage;

namespace OneWindow.Api.Tests.Messages;

public sealed class PostgreSqlInboundTests(PostgreSqlCluster cluster) : InboundContract, IClassFixture<PostgreSqlCluster>
{
    private static int _databases;

    internal override async Task<ApiFactory> StartAsync(Dictionary<string, string> settings)
    {
        var connection = new NpgsqlConnectionStringBuilder(await cluster.ConnectionStringAsync()) { Database = $"inbound_{Interlocked.Increment(ref _databases)}" };
        return new() { PostgreSql = connection.ConnectionString, Settings = settings };
    }
}
