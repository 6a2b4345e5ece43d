using System.Net;
using Microsoft.Data.Sqlite;
using Npgsql;
using OneWindow.Api.Storage;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Storage;

/// <summary>A database that cannot serve is no bug: callers are told to come again, and the server goes on when it can.</summary>
public sealed class StoreUnavailableTests
{
    [Fact]
    public async Task While_postgresql_is_away_callers_are_told_to_come_again_and_then_everything_goes_on()
    {
        PostgreSqlCluster.Require();
        await using var database = await PostgreSqlServer.CreateAsync();
        await using var api = new ApiFactory { PostgreSql = database.ConnectionString("onewindow") };
        var driver = new CaseDriver(api);
        await driver.RegisterAsync(Application.Certificate);
        await database.StopAsync("immediate");
        var refused = await driver.PostAsync("window", "/api/cases", Application.Certificate.Body, "one-key");
        await refused.ProblemAsync(HttpStatusCode.ServiceUnavailable, "storage-unavailable");
        Assert.Equal(TimeSpan.FromSeconds(5), refused.Headers.RetryAfter!.Delta);
        await database.StartAsync();
        await CaseDriver.OkAsync(await driver.PostAsync("window", "/api/cases", Application.Certificate.Body, "one-key"), HttpStatusCode.Created);
        Assert.Equal(2, (await (await api.ClientAsync("office")).JsonAsync("/api/cases")).GetProperty("items").GetArrayLength());
        NpgsqlConnection.ClearAllPools();
    }

    [Theory]
    [InlineData(10, true)] // Input or output failed.
    [InlineData(13, true)] // The disk is full.
    [InlineData(1, false)] // The statement is wrong.
    [InlineData(19, false)] // A constraint is broken.
    public void A_full_or_broken_disk_is_told_from_a_wrong_statement(int code, bool unavailable) =>
        Assert.Equal(unavailable, StoreUnavailable.Is(new InvalidOperationException("wrapped", new SqliteException("said the database", code))));
}
