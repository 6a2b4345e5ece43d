using System.Net;
using System.Text.Json;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Api.Tests.Integrity;

namespace OneWindow.Api.Tests.Deciding;

/// <summary>A case goes back to any step that it has been at, and to no other; clock and history stay.</summary>
public sealed class SendBackTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private readonly CaseDriver _driver = new(api);

    public static TheoryData<string, string[], string, string[], string> Ways => new()
    {
        { "student-aid", ["accept:complete", "check:support"], "county", ["accept", "check"], "pay" },
        { "temporary-relief", ["accept:complete", "triage:ordinary"], "investigate", ["accept", "triage"], "approve" },
        { "disability-certificate", ["accept:complete", "designate:done"], "assess", ["accept", "designate"], "issue" },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task It_goes_back_to_any_visited_step(string service, string[] answers, string at, string[] visited, string never)
    {
        foreach (var target in visited)
        {
            var number = await _driver.RegisterAsync(Application.Of(service));
            var before = await _driver.CaseAsync(number);
            foreach (var answer in answers.Select(a => a.Split(':'))) await _driver.AnswerAsync(number, answer[0], answer[1], data: new { hospital = "班玛县人民医院", proposed = 2000 });
            var task = await _driver.TaskAsync(number, at);
            var holder = CaseDriver.HolderOf(task);
            var offered = await (await api.ClientAsync(holder)).JsonAsync($"/api/tasks/{task.Text("id")}/return-targets");
            Assert.Equal(visited, offered.Texts("activityId"));
            Assert.DoesNotContain(offered.Texts("title"), title => visited.Contains(title));
            foreach (var wrong in new[] { never, "no-such-step", at })
                await (await ReturnAsync(holder, task, wrong)).ProblemAsync(HttpStatusCode.BadRequest, "return-target-unknown");
            await CaseDriver.OkAsync(await ReturnAsync(holder, task, target));
            var after = await _driver.CaseAsync(number);
            Assert.Equal((target, before.Text("dueOn")), (CaseDriver.Open(after).Single(), after.Text("dueOn")));
            Assert.Equal(answers.Length, (await _driver.EntriesAsync(number, "completed")).Count);
        }

        Assert.Empty(await StoreFindings.OfAsync(api));
    }

    private Task<HttpResponseMessage> ReturnAsync(string by, JsonElement task, string to) =>
        _driver.PostAsync(by, $"/api/tasks/{task.Text("id")}/return", new { toActivityId = to, reason = "请再核实" });
}
