using System.Net;
using System.Net.ServerSentEvents;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OneWindow.Api.Tests.Concurrency;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Api.Tests.Storage;

namespace OneWindow.Api.Tests.Live;

/// <summary>Open pages are told of changes, whichever node made them, by the rules of the page and for as long as the node serves.</summary>
public sealed class LiveTests(PostgreSqlCluster cluster) : IClassFixture<PostgreSqlCluster>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task What_another_node_does_is_told_at_once_and_a_node_that_ends_says_so()
    {
        await using var nodes = await StartAsync();
        var (here, there) = (nodes.First, new CaseDriver(nodes.Last));
        var number = await there.RegisterAsync(Driving.Application.Certificate);
        var task = await there.TaskAsync(number, "accept");
        var holder = CaseDriver.HolderOf(task);
        var colleague = await Colleagues.AddAsync(here, "live.colleague", $"{task.Text("body")}.{task.Text("role")}");
        await using var page = await Stream.OpenAsync(here, colleague, $"/live/tasks/{task.Text("id")}");
        await using var list = await Stream.OpenAsync(here, colleague, "/live/tasks?scope=body&since=another");
        await using var known = await Stream.OpenAsync(here, colleague, $"/live/cases/{number}?since=999999");

        // Made at another state than there is now: told without anything happening.
        Assert.Equal(("change", "change"), (await known.NextAsync(), await list.NextAsync()));
        await CaseDriver.OkAsync(await there.PostAsync(holder, $"/api/tasks/{task.Text("id")}/claim", new { }));
        Assert.Equal("change", await page.NextAsync());
        Assert.Equal("change", await known.NextAsync());
        await there.AnswerAsync(number, "accept", "complete");
        Assert.Equal("change", await page.NextAsync());
        Assert.Equal("change", await list.NextAsync());

        here.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        Assert.Equal(("bye", "bye"), (await page.NextAsync(), await list.NextAsync()));
        Assert.Null(await page.NextAsync());
    }

    [Fact]
    public async Task Whoever_may_not_see_the_page_gets_no_stream_and_nobody_gets_too_many()
    {
        await using var nodes = await StartAsync();
        var (api, cases) = (nodes.First, new CaseDriver(nodes.First));
        var number = await cases.RegisterAsync(Driving.Application.Certificate);
        var task = await cases.TaskAsync(number, "accept");
        var stranger = await api.ClientAsync("law-firm.handler");
        await (await stranger.GetAsync($"/live/cases/{number}", Answers.Ct)).ProblemAsync(HttpStatusCode.NotFound, "case-not-found");
        await (await stranger.GetAsync($"/live/tasks/{task.Text("id")}", Answers.Ct)).ProblemAsync(HttpStatusCode.NotFound, "task-not-found");
        using var nobody = await (await api.ClientAsync("")).GetAsync("/live/tasks", Answers.Ct);
        Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);

        // A worklist watches the caller's own rows: the other one is passed over without a word.
        await using var list = await Stream.OpenAsync(api, "law-firm.handler", $"/live/tasks?scope=body&cases={number}-0");
        var open = new List<Stream>();
        for (var i = 1; i < 20; i++) open.Add(await Stream.OpenAsync(api, "law-firm.handler", "/live/tasks?scope=mine"));
        var refused = await stranger.GetAsync("/live/tasks", Answers.Ct);
        await refused.ProblemAsync(HttpStatusCode.TooManyRequests, "too-many-streams");
        foreach (var one in open) await one.DisposeAsync();
        // What a page gives up is free again, as soon as the server has noticed.
        while ((refused = await stranger.GetAsync("/live/tasks", HttpCompletionOption.ResponseHeadersRead, Answers.Ct)).StatusCode is HttpStatusCode.TooManyRequests) refused.Dispose();
        Assert.Equal("text/event-stream", refused.Content.Headers.ContentType!.MediaType);
        refused.Dispose();
    }

    private async Task<Nodes> StartAsync()
    {
        var database = await cluster.NewDatabaseAsync();
        var settings = new Dictionary<string, string> { ["Live:Milliseconds"] = "50" };
        return new Nodes(new ApiFactory { PostgreSql = database, Settings = settings }, new ApiFactory { PostgreSql = database, Settings = settings });
    }

    /// <summary>What a page hears.</summary>
    private sealed class Stream : IAsyncDisposable
    {
        private readonly HttpResponseMessage _answer;
        private readonly IAsyncEnumerator<SseItem<string>> _events;

        private Stream(HttpResponseMessage answer, System.IO.Stream content) =>
            (_answer, _events) = (answer, SseParser.Create(content).EnumerateAsync(Answers.Ct).GetAsyncEnumerator(Answers.Ct));

        public static async Task<Stream> OpenAsync(ApiFactory api, string userName, string address)
        {
            var answer = await (await api.ClientAsync(userName)).GetAsync(address, HttpCompletionOption.ResponseHeadersRead, Answers.Ct);
            Assert.True(answer.IsSuccessStatusCode, $"{address}: {answer.StatusCode}");
            var stream = new Stream(answer, await answer.Content.ReadAsStreamAsync(Answers.Ct));
            Assert.Equal("open", await stream.NextAsync());
            return stream;
        }

        /// <summary>The next word that is more than a sign of life; null at the end.</summary>
        public async Task<string?> NextAsync()
        {
            while (await _events.MoveNextAsync().AsTask().WaitAsync(Patience, Answers.Ct))
                if (_events.Current.EventType != "beat") return _events.Current.EventType;
            return null;
        }

        public async ValueTask DisposeAsync()
        {
            _answer.Dispose();
            try
            {
                await _events.DisposeAsync();
            }
            catch (NotSupportedException)
            {
                // Somebody still waits for what will not come.
            }
        }
    }
}
