using System.Text.Json;
using System.Xml;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Flow;

/// <summary>Plays a shipped scenario over HTTP, as the windows and bodies that it names.</summary>
internal sealed class ScenarioPlay(ApiFactory api)
{
    private readonly CaseDriver _driver = new(api);

    /// <summary>Looks at a task that is about to be answered or sent back.</summary>
    public Func<JsonElement, string, Task> BeforeAnswer { get; init; } = (_, _) => Task.CompletedTask;

    /// <summary>Looks at the case wherever it comes to stand.</summary>
    public Func<string, Task> AtStop { get; init; } = _ => Task.CompletedTask;

    public string Number { get; private set; } = "";

    public static string Folder => Path.Combine(AppContext.BaseDirectory, "workflows-json");

    /// <summary>Services with scenarios, by key.</summary>
    public static IEnumerable<string> Services =>
        Directory.GetDirectories(Folder).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal).Where(s => File.Exists(FileOf(s)));

    public static JsonElement[] Read(string service) =>
        [.. JsonElement.Parse(File.ReadAllText(FileOf(service))).GetProperty("scenarios").EnumerateArray()];

    public async Task ThroughAsync(string service, JsonElement scenario)
    {
        await RegisterAsync(service, scenario.GetProperty("register"));
        await AtStop(Number);
        foreach (var step in scenario.GetProperty("steps").EnumerateArray())
        {
            await TakeAsync(step);
            await AtStop(Number);
        }

        await CompareAsync(scenario.GetProperty("expect"));
    }

    private static string FileOf(string service) => Path.Combine(Folder, service, "scenarios.json");

    private async Task RegisterAsync(string service, JsonElement register)
    {
        var at = register.GetProperty("at").GetDateTimeOffset();
        api.Clock.Set(at);
        var applicant = register.GetProperty("applicant");
        var birth = at.AddYears(-applicant.GetProperty("age").GetInt32()).AddMonths(-1);
        Number = await _driver.RegisterAsync(
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
            await CaseDriver.OkAsync(await _driver.PostAsync("window", $"/api/cases/{Number}/withdraw", new { reason }));
        if (step.TryGetProperty("expect", out var expected)) await CompareAsync(expected);
    }

    private async Task AnswerAsync(string activity, JsonElement step)
    {
        var body = step.TryGetProperty("body", out var named) ? named.GetString() : null;
        var task = await _driver.TaskAsync(Number, activity, body);
        foreach (var property in new[] { "body", "role", "dueOn" })
            if (step.TryGetProperty(property, out var wanted)) Assert.Equal((activity, property, wanted.GetString()), (activity, property, task.Text(property)));
        Assert.Contains(CaseDriver.HolderOf(task), task.GetProperty("candidateUsers").EnumerateArray().Select(u => u.GetString()));
        var (outcome, opinion) = (step.Text("outcome")!, step.TryGetProperty("opinion", out var text) ? text.GetString() : null);
        var data = step.TryGetProperty("data", out var given) ? given : (object?)null;
        await BeforeAnswer(task, outcome);
        await _driver.AnswerAsync(Number, activity, outcome, opinion, data, body);
    }

    private async Task ReturnAsync(string activity, JsonElement step)
    {
        var task = await _driver.TaskAsync(Number, activity);
        var body = new { toActivityId = step.Text("to"), reason = step.Text("reason") };
        await BeforeAnswer(task, "return");
        await CaseDriver.OkAsync(await _driver.PostAsync(CaseDriver.HolderOf(task), $"/api/tasks/{task.Text("id")}/return", body));
    }

    private async Task CompareAsync(JsonElement expected)
    {
        var found = await _driver.CaseAsync(Number);
        foreach (var wanted in expected.EnumerateObject())
            Assert.Equal($"{wanted.Name}: {Shown(wanted.Value)}", $"{wanted.Name}: {await ActualAsync(wanted.Name, found)}");
    }

    private async Task<string> ActualAsync(string name, JsonElement found) => name switch
    {
        "status" or "result" or "stage" or "dueOn" => found.Text(name) ?? "nothing",
        "open" => string.Join(", ", CaseDriver.Open(found)),
        "paused" => found.GetProperty("deadline").GetProperty("paused").GetBoolean() ? "True" : "False",
        "path" => string.Join(", ", (await _driver.TimelineAsync(Number)).Where(e => e.Text("action") is "completed" or "lapsed").Select(e => e.Text("activityId"))),
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
