using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Api.Jobs;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Flow;

/// <summary>Does over HTTP what windows, bodies and the joint office do.</summary>
internal sealed class CaseDriver(ApiFactory api)
{
    /// <summary>Registers a case and gives its number.</summary>
    public async Task<string> RegisterAsync(Application application, string by = "window") =>
        (await OkAsync(await PostAsync(by, "/api/cases", application.Body), HttpStatusCode.Created)).Text("number")!;

    public async Task<HttpResponseMessage> PostAsync(string by, string url, object? body, string? key = null)
    {
        var client = await api.SharedClientAsync(by);
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = JsonContent.Create(body) };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return await client.SendAsync(request, Answers.Ct);
    }

    public static async Task<JsonElement> OkAsync(HttpResponseMessage response, HttpStatusCode status = HttpStatusCode.OK)
    {
        Assert.True(response.StatusCode == status, $"{response.RequestMessage!.RequestUri}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync(Answers.Ct)}");
        return await response.Content.ReadFromJsonAsync<JsonElement>(Answers.Ct);
    }

    /// <summary>The whole case as the joint office sees it.</summary>
    public async Task<JsonElement> CaseAsync(string number) => await (await api.SharedClientAsync("office")).JsonAsync($"/api/cases/{number}");

    /// <summary>The open task of a step, with those who may decide it.</summary>
    /// <param name="body">Whose task; null where the step asks one body only.</param>
    public async Task<JsonElement> TaskAsync(string number, string step, string? body = null)
    {
        var found = await CaseAsync(number);
        var tasks = found.GetProperty("openTasks").EnumerateArray().Where(t => t.Text("activityId") == step).ToList();
        var task = tasks.SingleOrDefault(t => tasks.Count == 1 || body is null || t.Text("body") == body);
        Assert.True(task.ValueKind is JsonValueKind.Object, $"{step} is not open; {found.Text("status")}, {found.Text("stage")}");
        return await (await api.SharedClientAsync("office")).JsonAsync($"/api/tasks/{task.Text("id")}");
    }

    /// <summary>The one account that the demonstration gives the task's post.</summary>
    public static string HolderOf(JsonElement task) => $"{task.Text("body")}.{task.Text("role")}";

    /// <summary>Answers an open step as its post does.</summary>
    public async Task<JsonElement> AnswerAsync(string number, string step, string outcome, string? opinion = null, object? data = null, string? body = null)
    {
        var task = await TaskAsync(number, step, body);
        return await OkAsync(await CompleteAsync(HolderOf(task), task, outcome, opinion, data));
    }

    public Task<HttpResponseMessage> CompleteAsync(string by, JsonElement task, string outcome, string? opinion = null, object? data = null) =>
        PostAsync(by, $"/api/tasks/{task.Text("id")}/complete", new { outcome, opinion, data });

    /// <summary>Lets time pass and runs what became due by it.</summary>
    public async Task<int> PassAsync(TimeSpan time)
    {
        api.Clock.Advance(time);
        return await api.Services.GetRequiredService<AllDueWork>().RunAsync(Answers.Ct);
    }

    /// <summary>Moves to an instant of the county's time and runs what is due by then.</summary>
    public async Task<int> PassToAsync(string local)
    {
        api.Clock.Set(Local(local));
        return await api.Services.GetRequiredService<AllDueWork>().RunAsync(Answers.Ct);
    }

    public static DateTimeOffset Local(string text) => DateTimeOffset.Parse($"{text}+08:00");

    public async Task<List<JsonElement>> TimelineAsync(string number) =>
        [.. (await (await api.SharedClientAsync("office")).JsonAsync($"/api/cases/{number}/timeline")).GetProperty("items").EnumerateArray()];

    /// <summary>The entries of one action, in order.</summary>
    public async Task<List<JsonElement>> EntriesAsync(string number, string action) =>
        [.. (await TimelineAsync(number)).Where(e => e.Text("action") == action)];

    public static List<string?> Open(JsonElement found) => [.. found.GetProperty("openTasks").EnumerateArray().Select(t => t.Text("activityId"))];
}
