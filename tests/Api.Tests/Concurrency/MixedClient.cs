using OneWindow.Api.Tests.Flow;

namespace OneWindow.Api.Tests.Concurrency;

/// <summary>Does what people do, without regard for what others are just doing to the same cases.</summary>
internal sealed class MixedClient(Nodes nodes, List<string> numbers, int seed)
{
    private readonly Random _chance = new(seed);

    /// <summary>Sends so many commands and gives the status of each answer.</summary>
    public async Task<List<int>> RunAsync(int commands)
    {
        var statuses = new List<int>();
        for (var i = 0; i < commands; i++) statuses.Add(await NextAsync($"client-{seed}-{i}"));
        return statuses;
    }

    private async Task<int> NextAsync(string key)
    {
        var driver = nodes.Next();
        var number = numbers[_chance.Next(numbers.Count)];
        using var answer = _chance.Next(10) switch
        {
            0 => await driver.PostAsync("window", "/api/cases", Application.Certificate.Body, key),
            1 => await driver.PostAsync("window", $"/api/cases/{number}/materials", new { materials = new[] { new { key = "photos", state = "provided" } } }),
            2 when seed == 0 => await driver.PostAsync("window", $"/api/cases/{number}/withdraw", new { reason = "申请人撤回。" }),
            var n => await OnTaskAsync(driver, number, n),
        };
        return (int)answer.StatusCode;
    }

    private async Task<HttpResponseMessage> OnTaskAsync(CaseDriver driver, string number, int n)
    {
        var open = (await driver.CaseAsync(number)).GetProperty("openTasks").EnumerateArray().ToList();
        if (open.Count == 0) return await driver.PostAsync("window", "/api/cases", Application.Certificate.Body, $"instead-{seed}-{n}");
        var task = open[_chance.Next(open.Count)];
        var by = CaseDriver.HolderOf(task);
        var url = $"/api/tasks/{task.GetProperty("id").GetString()}";
        return n switch
        {
            <= 4 => await driver.PostAsync(by, $"{url}/claim", new { }),
            5 => await driver.PostAsync(by, $"{url}/release", new { }),
            6 => await driver.PostAsync(by, $"{url}/return", new { reason = "请补充说明。" }),
            _ => await driver.CompleteAsync(by, task, "complete"),
        };
    }
}
