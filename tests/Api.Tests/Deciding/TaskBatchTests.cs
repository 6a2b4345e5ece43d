using System.Net;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Deciding;

/// <summary>Several tasks claimed or released in one call, each for itself.</summary>
public sealed class TaskBatchTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private const string Body = "red-cross";
    private readonly CaseDriver _cases = new(api);

    [Fact]
    public async Task Two_people_who_claim_overlapping_sets_at_once_hold_each_task_once_and_are_told_whose_it_is()
    {
        var (one, other) = (await Colleagues.AddAsync(api, "batch.one", $"{Body}.handler"), await Colleagues.AddAsync(api, "batch.other", $"{Body}.handler"));
        var tasks = new List<Guid>();
        for (var i = 0; i < 12; i++) tasks.Add((await new CaseSeed { Body = Body }.AddAsync(api)).Item.Id);
        var (left, right) = (tasks[..8], tasks[4..]);
        right.Reverse();

        var answers = await Task.WhenAll(ClaimAsync(one, left), ClaimAsync(other, right));

        var held = (await (await api.ClientAsync(one)).JsonAsync("/api/tasks?scope=body&size=100")).GetProperty("items").EnumerateArray()
            .Where(t => tasks.Contains(t.GetProperty("id").GetGuid())).ToDictionary(t => t.GetProperty("id").GetGuid(), t => t.Text("assignee"));
        Assert.Equal(tasks.Count, held.Count);
        foreach (var (who, asked, answer) in new[] { (one, left, answers[0]), (other, right, answers[1]) })
        {
            Assert.Equal(asked, answer.Select(i => i.GetProperty("id").GetGuid()));
            foreach (var item in answer)
            {
                Assert.Equal(held[item.GetProperty("id").GetGuid()], item.Text("assignee"));
                Assert.Equal(item.Text("assignee") == who, item.GetProperty("done").GetBoolean());
                Assert.Equal(item.GetProperty("done").GetBoolean() ? null : "task-claimed-by-other", item.Text("code"));
            }
        }

        Assert.All(tasks[..4], id => Assert.Equal(one, held[id]));
        Assert.All(tasks[8..], id => Assert.Equal(other, held[id]));
    }

    [Fact]
    public async Task What_one_task_refuses_holds_up_no_other_and_tells_a_stranger_nothing()
    {
        var own = await new CaseSeed { Body = "science-association" }.AddAsync(api);
        var foreign = await new CaseSeed { Body = "trade-union" }.AddAsync(api);
        const string Handler = "science-association.handler";

        var items = await ClaimAsync(Handler, [foreign.Item.Id, own.Item.Id, own.Item.Id, Guid.Empty]);

        Assert.Equal(["task-not-yours", null, "task-not-found"], items.Select(i => i.Text("code")));
        Assert.Equal([null, own.Case.Number, null], items.Select(i => i.Text("caseNumber")));
        Assert.True((await ClaimAsync(Handler, [own.Item.Id])).Single().GetProperty("done").GetBoolean());
        Assert.Single(await _cases.EntriesAsync(own.Case.Number, "claimed"));

        var released = await CaseDriver.OkAsync(await _cases.PostAsync(Handler, "/api/tasks/release", new { ids = new[] { own.Item.Id, own.Item.Id } }));
        Assert.True(released.GetProperty("items")[0].GetProperty("done").GetBoolean());
        Assert.Null((await (await api.ClientAsync(Handler)).JsonAsync($"/api/tasks/{own.Item.Id}")).Text("assignee"));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"ids":[]}""")]
    [InlineData("""{"ids":["not an id"]}""")]
    [InlineData("many")]
    public async Task A_call_that_names_no_task_or_too_many_is_refused(string body)
    {
        if (body == "many") body = $$"""{"ids":[{{string.Join(',', Enumerable.Range(0, 101).Select(i => $"\"00000000-0000-0000-0000-{i:000000000000}\""))}}]}""";
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        var answer = await (await api.ClientAsync("trade-union.handler")).PostAsync("/api/tasks/claim", content, Answers.Ct);
        await answer.ProblemAsync(HttpStatusCode.BadRequest, body.Contains("not an id", StringComparison.Ordinal) ? "json-invalid" : "request-invalid");
    }

    private async Task<List<System.Text.Json.JsonElement>> ClaimAsync(string by, IEnumerable<Guid> ids) =>
        [.. (await CaseDriver.OkAsync(await _cases.PostAsync(by, "/api/tasks/claim", new { ids }))).GetProperty("items").EnumerateArray()];
}
