using System.Net;
using OneWindow.Api.Tests.Concurrency;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Api.Tests.Integrity;
using OneWindow.Api.Tests.Storage;

namespace OneWindow.Api.Tests.Matters;

/// <summary>The last two parts of a matter end at the same moment, on nodes of their own: the matter closes, and once.</summary>
public sealed class PartsEndingAtOnceTests(PostgreSqlCluster cluster) : IClassFixture<PostgreSqlCluster>
{
    [Fact]
    public async Task On_two_nodes()
    {
        var database = await cluster.NewDatabaseAsync();
        await using var nodes = new Nodes(new ApiFactory { PostgreSql = database }, new ApiFactory { PostgreSql = database });
        await EndAsync(nodes, rounds: 12);
    }

    [Fact]
    public async Task On_one_node_with_a_file()
    {
        var folder = Directory.CreateTempSubdirectory("onewindow-parts-");
        await using (var nodes = new Nodes(new ApiFactory { DataFolder = folder.FullName })) await EndAsync(nodes, rounds: 6);
        folder.Delete(recursive: true);
    }

    private static async Task EndAsync(Nodes nodes, int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            var registered = await CaseDriver.OkAsync(await nodes.Next().PostAsync("window", "/api/cases", Application.StudentFamily.Body, $"family-{round}"), HttpStatusCode.Created);
            var matter = registered.Text("number")!;
            var parts = registered.GetProperty("parts").EnumerateArray().Select(p => p.Text("number")!).ToList();

            // In every third round the whole is withdrawn in between.
            string[] numbers = round % 3 == 2 ? [.. parts, matter] : [.. parts];
            var answers = await Task.WhenAll(numbers.Select(n => nodes.Next().PostAsync("window", $"/api/cases/{n}/withdraw", new { reason = "不办了" })));

            Assert.All(answers, a => Assert.True(a.StatusCode is HttpStatusCode.OK or HttpStatusCode.Conflict, $"{(int)a.StatusCode}"));
            if (numbers.Length == 2) Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.StatusCode));
            var closed = await nodes.Next().CaseAsync(matter);
            Assert.Equal("Closed", closed.Text("status"));
            Assert.All(closed.GetProperty("parts").EnumerateArray(), p => Assert.Equal("withdrawn", p.Text("result")));
            Assert.Single((await nodes.Next().TimelineAsync(matter)).Select(e => e.Text("action")), a => a is "closed" or "withdrawn");
            Assert.Equal(2, (await nodes.Next().EntriesAsync(matter, "part-closed")).Count);
        }

        Assert.Empty(await StoreFindings.OfAsync(nodes.First));
    }
}
