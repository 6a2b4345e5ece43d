using System.Net;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Api.Tests.Storage;

namespace OneWindow.Api.Tests.SeveralNodes;

/// <summary>Nodes on one database, behind a balancer that sends each request where it likes.</summary>
public sealed class NodesTests(PostgreSqlCluster cluster) : IClassFixture<PostgreSqlCluster>
{
    [Fact]
    public async Task Two_nodes_may_start_at_the_same_moment_on_a_database_that_is_not_there_yet()
    {
        var database = await cluster.NewDatabaseAsync();
        await using var one = Node(database);
        await using var other = Node(database);

        var answers = await Task.WhenAll(Task.Run(() => ReadyAsync(one), Answers.Ct), Task.Run(() => ReadyAsync(other), Answers.Ct));

        Assert.Equal(["Healthy", "Healthy"], answers);
        var (accounts, published) = await one.WithDbAsync(async db => (
            await db.Accounts.CountAsync(a => a.UserName == "window", Answers.Ct), await db.Documents.GroupBy(d => new { d.Kind, d.Key }).CountAsync(g => g.Count() > 1, Answers.Ct)));
        Assert.Equal((1, 0), (accounts, published));
        // Each may have made keys of its own, and takes the other's all the same.
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await AskAsync(one, other), await AskAsync(other, one)));
    }

    [Fact]
    public async Task A_token_of_one_node_is_good_on_the_other()
    {
        var database = await cluster.NewDatabaseAsync();
        await using var one = Node(database);
        await using var other = Node(database);
        Assert.Equal(HttpStatusCode.OK, await AskAsync(one, other));
    }

    [Fact]
    public async Task A_form_of_one_node_can_be_sent_to_the_other_and_its_cookie_taken_back()
    {
        var database = await cluster.NewDatabaseAsync();
        await using var one = Node(database);
        await using var other = Node(database);
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        var (first, second) = (one.CreateClient().BaseAddress!, other.CreateClient().BaseAddress!);

        var page = new HtmlParser().ParseDocument(await browser.GetStringAsync(new Uri(first, "/sign-in"), Answers.Ct));
        var fields = page.QuerySelectorAll("form input[type=hidden]").ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value") ?? "");
        (fields["userName"], fields["password"]) = ("window", "onewindow");
        var signedIn = await browser.PostAsync(new Uri(second, "/sign-in"), new FormUrlEncodedContent(fields), Answers.Ct);

        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(new Uri(first, "/api/cases"), Answers.Ct)).StatusCode);
    }

    private static ApiFactory Node(string database) => new() { PostgreSql = database, WakeUpSeconds = 1 };

    /// <summary>Signs in on one node and asks the other.</summary>
    private static async Task<HttpStatusCode> AskAsync(ApiFactory signsIn, ApiFactory answers)
    {
        using var elsewhere = answers.CreateClient();
        elsewhere.DefaultRequestHeaders.Authorization = (await signsIn.ClientAsync("window")).DefaultRequestHeaders.Authorization;
        return (await elsewhere.GetAsync("/api/cases", Answers.Ct)).StatusCode;
    }

    private static async Task<string> ReadyAsync(ApiFactory node) => await node.CreateClient().GetStringAsync("/health/ready", Answers.Ct);
}
