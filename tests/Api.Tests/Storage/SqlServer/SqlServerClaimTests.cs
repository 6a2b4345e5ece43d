using OneWindow.Api.Storage;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Storage.SqlServer;

public sealed class SqlServerClaimTests
{
    [Fact]
    public async Task Timers_are_claimed_by_a_statement_that_sql_server_reads_and_that_waits_for_nobody()
    {
        var server = new Pretence();
        await using var db = SqlServerShadow.Open(server);

        // Nobody is there to answer with the two columns.
        await Assert.ThrowsAsync<InvalidOperationException>(() => TimerClaims.ClaimAsync(db, StorageProvider.SqlServer, 50, DateTimeOffset.UnixEpoch, Answers.Ct));

        var sent = Assert.Single(server.Sent);
        Assert.Empty(TransactSql.Findings(sent));
        Assert.Contains("UPDLOCK, READPAST, ROWLOCK", sent.Text, StringComparison.Ordinal);
        Assert.Contains("OUTPUT inserted.[Id], inserted.[DueAt]", sent.Text, StringComparison.Ordinal);
    }
}
