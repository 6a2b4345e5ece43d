using System.Net;
using System.Text.Json;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Api.Tests.Integrity;

namespace OneWindow.Api.Tests.Flow;

/// <summary>
/// Every shipped scenario through the whole stack: sign-in, access, forms, storage, timers. What the simulation promises
/// holds over HTTP, with the right posts and only them; and wherever a case stands, somebody or an instant will move it on, and
/// the explanation tells whom it waits for as the record has it.
/// </summary>
public sealed class ScenarioTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    /// <summary>Somebody who takes part in no case of these services, and somebody who sees all of them but decides none.</summary>
    private static readonly string[] Strangers = ["science-association.handler", "admin"];

    private readonly CaseDriver _driver = new(api);

    public static IEnumerable<TheoryDataRow<string, string>> Scenarios() =>
        from service in ScenarioPlay.Services
        from scenario in ScenarioPlay.Read(service)
        select new TheoryDataRow<string, string>(service, scenario.Text("key")!);

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task A_shipped_scenario_goes_over_http_as_it_was_simulated(string service, string key)
    {
        var stands = new StandingCase(api);
        var play = new ScenarioPlay(api) { BeforeAnswer = RefuseStrangersAsync, AtStop = stands.CheckAsync };
        await play.ThroughAsync(service, ScenarioPlay.Read(service).Single(s => s.Text("key") == key));
        Assert.Empty(await StoreFindings.OfAsync(api));
    }

    private async Task RefuseStrangersAsync(JsonElement task, string outcome)
    {
        foreach (var stranger in Strangers)
        {
            var answer = outcome == "return"
                ? await _driver.PostAsync(stranger, $"/api/tasks/{task.Text("id")}/return", new { toActivityId = (string?)null, reason = "错误" })
                : await _driver.CompleteAsync(stranger, task, outcome, "意见");
            await answer.ProblemAsync(HttpStatusCode.Forbidden, "task-not-yours");
        }
    }
}
