using System.Net;
using System.Text.Json;
using System.Xml;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Api.Tests.Integrity;

namespace OneWindow.Api.Tests.Flow;

/// <summary>
/// Every shipped scenario through the whole stack: sign-in, access, forms, storage, timers. What the simulation promises
/// holds over HTTP, with the right posts and only them.
/// </summary>
public sealed class ScenarioTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    /// <summary>Somebody who takes part in no case of these services, and somebody who sees all of them but decides none.</summary>
    private static readonly string[] Strangers = ["science-association.handler", "admin"];

    private readonly CaseDriver _driver = new(api);
    private string _number = "";

    public static IEnumerable<TheoryDataRow<string, string>> Scenarios() =>
        from service in Directory.GetDirectories(Folder).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal)
        where File.Exists(FileOf(service))
        from scenario in Read(service)
        select new TheoryDataRow<string, string>(service, scenario.Text("key")!);

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task A_shipped_scenario_goes_over_http_as_it_was_simulated(string service, string key)
    {
        var scenario = Read(service).Single(s => s.Text("key") == key);
        await RegisterAsync(service, scenario.GetProperty("register"));
        foreach (var step in scenario.GetProperty("steps").EnumerateArray()) await TakeAsync(step);
        await CompareAsync(scenario.GetProperty("expect"));
        Assert.Empty(await StoreFindings.OfAsync(api));
    }

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "workflows-json");

    private static string FileOf(string service) => Path.Combine(Folder, service, "scenarios.json");

    private static JsonElement[] Read(string service) =>
        [.. JsonElement.Parse(File.ReadAllText(FileOf(service))).GetProperty("scenarios").EnumerateArray()];

    private async Task RegisterAsync(string service, JsonElement register)
    {
        var at = register.GetProperty("at").GetDateTimeOffset();
        api.Clock.Set(at);
        var applicant = register.GetProperty("applicant");
        var birth = at.AddYears(-applicant.GetProperty("age").GetInt32()).AddMonths(-1);
        _number = await _driver.RegisterAsync(
            new Application
            {
                Service = service,
                Form = register.GetProperty("form"),
                Materials = register.GetProperty("materials").EnumerateObject().ToDictionary(m => m.Name, m => m.Value.GetString()!),
                IdNumber = Application.Person($"{birth:yyyyMMdd}", applicant.Text("gender") == "female"),
                Area = register.Text("area")!,
            },
            $"{register.Text("station")}.clerk");
    }

    private async Task TakeAsync(JsonElement step)
    {
        if (step.TryGetProperty("step", out var activity)) await AnswerAsync(activity.GetString()!, step);
        else if (step.TryGetProperty("advance", out var span)) await _driver.PassAsync(XmlConvert.ToTimeSpan(span.GetString()!));
        else if (step.TryGetProperty("return", out var from)) await ReturnAsync(from.GetString()!, step);
        else if (step.TryGetProperty("withdraw", out var reason))
            await CaseDriver.OkAsync(await _driver.PostAsync("window", $"/api/cases/{_number}/withdraw", new { reason }));
        if (step.TryGetProperty("expect", out var expected)) await CompareAsync(expected);
    }

    private async Task AnswerAsync(string activity, JsonElement step)
    {
        var task = await _driver.TaskAsync(_number, activity);
        foreach (var property in new[] { "body", "role", "dueOn" })
            if (step.TryGetProperty(property, out var wanted)) Assert.Equal((activity, property, wanted.GetString()), (activity, property, task.Text(property)));
        Assert.Contains(CaseDriver.HolderOf(task), task.GetProperty("candidateUsers").EnumerateArray().Select(u => u.GetString()));
        var (outcome, opinion) = (step.Text("outcome")!, step.TryGetProperty("opinion", out var text) ? text.GetString() : null);
        var data = step.TryGetProperty("data", out var given) ? given : (object?)null;
        foreach (var stranger in Strangers)
            await (await _driver.CompleteAsync(stranger, task, outcome, opinion, data)).ProblemAsync(HttpStatusCode.Forbidden, "task-not-yours");
        await _driver.AnswerAsync(_number, activity, outcome, opinion, data);
    }

    private async Task ReturnAsync(string activity, JsonElement step)
    {
        var task = await _driver.TaskAsync(_number, activity);
        var body = new { toActivityId = step.Text("to"), reason = step.Text("reason") };
        await (await _driver.PostAsync(Strangers[0], $"/api/tasks/{task.Text("id")}/return", body)).ProblemAsync(HttpStatusCode.Forbidden, "task-not-yours");
        await CaseDriver.OkAsync(await _driver.PostAsync(CaseDriver.HolderOf(task), $"/api/tasks/{task.Text("id")}/return", body));
    }

    private async Task CompareAsync(JsonElement expected)
    {
        var found = await _driver.CaseAsync(_number);
        foreach (var wanted in expected.EnumerateObject())
            Assert.Equal($"{wanted.Name}: {Shown(wanted.Value)}", $"{wanted.Name}: {await ActualAsync(wanted.Name, found)}");
    }

    private async Task<string> ActualAsync(string name, JsonElement found) => name switch
    {
        "status" or "result" or "stage" or "dueOn" => found.Text(name) ?? "nothing",
        "open" => string.Join(", ", CaseDriver.Open(found)),
        "paused" => found.GetProperty("deadline").GetProperty("paused").GetBoolean() ? "True" : "False",
        "path" => string.Join(", ", (await _driver.TimelineAsync(_number)).Where(e => e.Text("action") is "completed" or "lapsed").Select(e => e.Text("activityId"))),
        "followUps" => string.Join(", ", found.GetProperty("followUps").EnumerateArray().Select(f => f.Text("dueOn"))),
        "issued" => $"{found.GetProperty("results").GetArrayLength()}",
        "granted" => $"{found.GetProperty("grants").EnumerateArray().Sum(g => g.GetProperty("amount").GetDecimal()):0.##}",
        _ => throw new InvalidOperationException($"The scenarios expect {name}, which nobody compares."),
    };

    private static string Shown(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray()),
        JsonValueKind.Null => "nothing",
        _ => value.ToString(),
    };
}
