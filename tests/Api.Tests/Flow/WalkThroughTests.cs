using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Flow;

/// <summary>
/// The longest way through each service, walked with the right people and only them: at each step everybody else there is tries to
/// decide it first. docs/walk-throughs.md tells the same ways to people, and is held against what happened.
/// </summary>
public sealed class WalkThroughTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private const string Switch = "ONEWINDOW_WRITE_DOCS";

    private static readonly Dictionary<(ApiFactory, string), string> Tokens = [];

    private readonly List<(JsonElement Task, string Outcome)> _steps = [];

    public static TheoryData<string> Services => [.. ScenarioPlay.Services];

    private static string Page => Path.Combine(Repository.Root, "docs", "walk-throughs.md");

    [Theory]
    [MemberData(nameof(Services))]
    public async Task The_longest_way_is_walked_by_the_right_people_and_by_nobody_else(string service)
    {
        var longest = ScenarioPlay.Read(service).MaxBy(s => s.GetProperty("steps").EnumerateArray().Count(t => t.TryGetProperty("step", out _)));
        await new ScenarioPlay(api) { BeforeAnswer = RefuseEveryoneElseAsync }.ThroughAsync(service, longest);

        var section = Section(service, longest, await ServiceAsync(service));
        if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Switch))) Write(service, section);
        Assert.True(File.ReadAllText(Page).ReplaceLineEndings("\n").Contains(section, StringComparison.Ordinal),
            $"docs/walk-throughs.md tells another way through {service}. Write it anew: {Switch}=1 and this class.");
    }

    [Fact]
    public void The_page_lists_every_service() => Assert.Equal(
        ScenarioPlay.Services, File.ReadLines(Page).Where(l => l.StartsWith("## `", StringComparison.Ordinal)).Select(l => l.Split('`')[1]));

    private async Task RefuseEveryoneElseAsync(JsonElement task, string outcome)
    {
        _steps.Add((task, outcome));
        var allowed = task.GetProperty("candidateUsers").EnumerateArray().Select(u => u.GetString()!).ToHashSet();
        var everyone = await api.WithDbAsync(db => db.Accounts.Select(a => a.UserName).ToListAsync(Answers.Ct));
        Assert.True(everyone.Count > 100);
        foreach (var other in everyone.Where(u => !allowed.Contains(u)))
        {
            using var answer = await CompleteAsync(other, task, outcome);
            Assert.True(answer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound, $"{other} was answered {answer.StatusCode} at {task.Text("activityId")}");
        }

        var still = await (await api.SharedClientAsync("office")).JsonAsync($"/api/tasks/{task.Text("id")}");
        Assert.Equal(("Open", null), (still.Text("state"), still.Text("assignee")));
    }

    /// <summary>All through one connection: a client for each of so many users would use the machine's sockets up.</summary>
    private async Task<HttpResponseMessage> CompleteAsync(string userName, JsonElement task, string outcome)
    {
        var client = await api.SharedClientAsync("");
        if (!Tokens.TryGetValue((api, userName), out var token))
            Tokens[(api, userName)] = token = (await CaseDriver.OkAsync(await client.PostAsJsonAsync("/api/session", new { userName, password = "onewindow" }, Answers.Ct))).Text("token")!;
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/tasks/{task.Text("id")}/complete") { Content = JsonContent.Create(new { outcome, opinion = "意见" }) };
        request.Headers.Authorization = new("Bearer", token);
        return await client.SendAsync(request, Answers.Ct);
    }

    private async Task<JsonElement> ServiceAsync(string key) => await (await api.SharedClientAsync("window")).JsonAsync($"/api/services/{key}");

    private string Section(string key, JsonElement scenario, JsonElement service)
    {
        var text = new StringBuilder($"## `{key}` {service.Text("name")}\n\n{scenario.Text("name")}\n\n| step | who | answer | limit |\n|---|---|---|---|\n");
        foreach (var (task, outcome) in _steps)
        {
            var answer = task.GetProperty("outcomes").EnumerateArray().FirstOrDefault(o => o.Text("key") == outcome);
            text.Append($"| {task.Text("title")} (`{task.Text("activityId")}`) | `{CaseDriver.HolderOf(task)}` | {(answer.ValueKind is JsonValueKind.Object ? answer.Text("name") : "退回")} (`{outcome}`) | {task.Text("limit") ?? "none"} |\n");
        }

        var expected = scenario.GetProperty("expect");
        return text.Append($"\nResult: `{expected.Text("result")}`\n").ToString();
    }

    private static void Write(string service, string section)
    {
        var sections = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var parts = File.Exists(Page) ? File.ReadAllText(Page).Split("\n## ").ToList() : ["# Walk-throughs\n"];
        foreach (var part in parts.Skip(1)) sections[part.Split('`')[1]] = $"## {part.TrimEnd()}\n";
        sections[service] = section;
        File.WriteAllText(Page, $"{parts[0].TrimEnd()}\n\n{string.Join('\n', sections.Values)}");
    }
}
