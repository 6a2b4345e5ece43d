using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Storage;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Api.Tests.Storage;

namespace OneWindow.Api.Tests.Jobs;

public sealed class SqliteTimerClaimTests : TimerClaimContract
{
    private protected override Task<ApiFactory> StartAsync() => Task.FromResult(new ApiFactory());
}

public sealed class PostgreSqlTimerClaimTests(PostgreSqlCluster cluster) : TimerClaimContract, IClassFixture<PostgreSqlCluster>
{
    private protected override async Task<ApiFactory> StartAsync() => new() { PostgreSql = await cluster.NewDatabaseAsync() };

    [Fact]
    public async Task A_row_that_another_node_is_just_claiming_is_passed_over_and_not_waited_for()
    {
        await using var api = await StartAsync();
        var due = await TimerSeed.AddAsync(api, 2);
        var options = new DbContextOptionsBuilder<PostgreSqlOneWindowDb>();
        options.Use(new StorageOptions(StorageProvider.PostgreSql, api.PostgreSql!, null));
        await using var busy = new PostgreSqlOneWindowDb(options.Options);
        await using var claiming = await busy.Database.BeginTransactionAsync(Answers.Ct);
        Assert.Equal([due[0]], await TimerClaims.ClaimAsync(busy, StorageProvider.PostgreSql, 1, api.Clock.GetUtcNow(), Answers.Ct));

        Assert.Equal([due[1]], await TimerSeed.ClaimAsync(api, 10));
    }
}
