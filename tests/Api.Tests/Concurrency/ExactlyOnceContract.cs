using System.Net;
using System.Text.Json;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Api.Tests.Integrity;

namespace OneWindow.Api.Tests.Concurrency;

/// <summary>Many at once, on every database and through every node: each thing happens once, and everybody is told so.</summary>
public abstract class ExactlyOnceContract
{
    private const string Clerk = "sailaitang-station.clerk";

    private protected abstract Task<Nodes> StartAsync();

    [Fact]
    public async Task Of_two_hundred_answers_to_one_task_one_counts()
    {
        await using var nodes = await StartAsync();
        var number = (await CaseDriver.OkAsync(await nodes.Next().PostAsync("window", "/api/cases", Application.Certificate.Body, "the-one"), HttpStatusCode.Created)).Text("number")!;
        var task = await nodes.Next().TaskAsync(number, "accept");

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => nodes.Next().CompleteAsync(Clerk, task, "complete")));

        Assert.Equal([200, .. Enumerable.Repeat(409, 199)], answers.Select(a => (int)a.StatusCode).Order());
        foreach (var late in answers.Where(a => a.StatusCode is HttpStatusCode.Conflict))
            Assert.Contains((await Problem(late)).Text("code"), new[] { "task-already-decided", "stale-version" });
        Assert.Single(await nodes.Next().EntriesAsync(number, "completed"));
        Assert.Equal(["designate"], CaseDriver.Open(await nodes.Next().CaseAsync(number)));
        await NothingIsHalfDoneAsync(nodes);
    }

    [Fact]
    public async Task Two_hundred_tasks_answered_at_once_are_all_answered()
    {
        await using var nodes = await StartAsync();
        var tasks = await Task.WhenAll(Enumerable.Range(0, 200).Select(async i =>
        {
            var driver = nodes.Next();
            var registered = await CaseDriver.OkAsync(await driver.PostAsync("window", "/api/cases", Application.Certificate.Body, $"one-of-many-{i}"), HttpStatusCode.Created);
            return await driver.TaskAsync(registered.Text("number")!, "accept");
        }));

        var answers = await Task.WhenAll(tasks.Select(task => nodes.Next().CompleteAsync(Clerk, task, "complete")));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.StatusCode));
        await NothingIsHalfDoneAsync(nodes);
    }

    [Fact]
    public async Task Thirty_two_clients_with_one_key_make_one_case_and_get_one_answer()
    {
        await using var nodes = await StartAsync();
        var body = Application.Certificate.Body;

        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => nodes.Next().PostAsync("window", "/api/cases", body, "all-at-once")));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Created, a.StatusCode));
        Assert.Single((await Task.WhenAll(answers.Select(a => a.Content.ReadAsStringAsync(Answers.Ct)))).Distinct());
        Assert.Equal(1, (await RowCounts.OfAsync(nodes.First)).Cases);
        await NothingIsHalfDoneAsync(nodes);
    }

    [Fact]
    public async Task Two_branches_of_one_case_completed_at_once_both_land_and_the_join_fires_once()
    {
        await using var nodes = await StartAsync();
        await ParallelBranches.PublishAsync(nodes.First);
        for (var round = 0; round < 50; round++)
        {
            // Registered where it was published; the other node learns of the version by the case that pins it.
            var registered = await CaseDriver.OkAsync(await new CaseDriver(nodes.First).PostAsync("window", "/api/cases", Application.Relief.Body, $"round-{round}"), HttpStatusCode.Created);
            var number = registered.Text("number")!;
            var (one, other) = (new CaseDriver(nodes.First), new CaseDriver(nodes.Last));
            var (left, right) = (await one.TaskAsync(number, ParallelBranches.Left), await one.TaskAsync(number, ParallelBranches.Right));

            var answers = await Task.WhenAll(
                one.CompleteAsync(CaseDriver.HolderOf(left), left, "seen"), other.CompleteAsync(CaseDriver.HolderOf(right), right, "seen"));

            foreach (var answer in answers) await CaseDriver.OkAsync(answer);
            Assert.Equal([ParallelBranches.After], CaseDriver.Open(await other.CaseAsync(number)));
            Assert.Single(await one.EntriesAsync(number, "step-opened"), e => e.Text("activityId") == ParallelBranches.After);
        }
        await NothingIsHalfDoneAsync(nodes);
    }

    [Fact]
    public async Task Sixty_four_clients_that_do_everything_to_the_same_cases_all_get_an_answer()
    {
        await using var nodes = await StartAsync();
        var numbers = new List<string>();
        for (var i = 0; i < 6; i++)
        {
            var registered = await CaseDriver.OkAsync(await nodes.Next().PostAsync("window", "/api/cases", Application.Certificate.Body, $"shared-{i}"), HttpStatusCode.Created);
            numbers.Add(registered.Text("number")!);
        }

        var statuses = await Task.WhenAll(Enumerable.Range(0, 64).Select(client => new MixedClient(nodes, numbers, client).RunAsync(commands: 8)));

        Assert.All(statuses.SelectMany(s => s), s => Assert.Contains(s, new[] { 200, 201, 204, 400, 403, 404, 409 }));
        await NothingIsHalfDoneAsync(nodes);
    }

    private static Task<JsonElement> Problem(HttpResponseMessage late) => CaseDriver.OkAsync(late, HttpStatusCode.Conflict);

    private static Task NothingIsHalfDoneAsync(Nodes nodes) => WholeStore.IsWholeAsync(nodes.First);
}
