using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Faults;

/// <summary>
/// Registers cases and moves them on, one command after the other, and writes down what was acknowledged. When the
/// server dies it does not know whether its last command was carried out, and after the restart sends it again.
/// </summary>
internal sealed class WindowClient(string name, Func<string, string> tokenOf)
{
    private readonly object _body = Application.Certificate.Body;
    private string? _number;
    private (string Task, string Step)? _doubt;

    /// <summary>Case numbers by the key under which they were registered.</summary>
    public Dictionary<string, string> Registered { get; } = [];

    /// <summary>Ids of tasks that the server said it has decided.</summary>
    public HashSet<string> Decided { get; } = [];

    /// <summary>Goes on until the server is gone.</summary>
    /// <param name="acknowledged">Called for each command that was answered with success.</param>
    public async Task RunAsync(Uri address, Action acknowledged)
    {
        using var http = new HttpClient { BaseAddress = address };
        try
        {
            while (true)
            {
                await NextAsync(http);
                acknowledged();
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            // The power cut that the test is about.
        }
    }

    /// <summary>Sends the doubtful command again and brings the case at hand to its public notice.</summary>
    public async Task FinishAsync(Uri address)
    {
        using var http = new HttpClient { BaseAddress = address };
        do await NextAsync(http);
        while (_number is not null);
    }

    private async Task NextAsync(HttpClient http)
    {
        if (_doubt is { } doubt) await DecideAsync(http, doubt.Task, doubt.Step);
        else if (_number is null) await RegisterAsync(http);
        else await MoveAsync(http, _number);
    }

    private async Task RegisterAsync(HttpClient http)
    {
        var key = $"{name}-{Registered.Count}";
        using var response = await SendAsync(http, HttpMethod.Post, "/api/cases", "window", _body, key);
        _number = (await CaseDriver.OkAsync(response, HttpStatusCode.Created)).Text("number")!;
        Registered.Add(key, _number);
    }

    private async Task MoveAsync(HttpClient http, string number)
    {
        using var response = await SendAsync(http, HttpMethod.Get, $"/api/cases/{number}", "office", null);
        var task = Assert.Single((await CaseDriver.OkAsync(response)).GetProperty("openTasks").EnumerateArray());
        if (task.Text("activityId") == "publicity") _number = null;
        else await DecideAsync(http, task.Text("id")!, task.Text("activityId")!);
    }

    private async Task DecideAsync(HttpClient http, string task, string step)
    {
        var repeated = _doubt is not null;
        _doubt = (task, step);
        var (by, outcome, data) = Answer(step);
        using var response = await SendAsync(http, HttpMethod.Post, $"/api/tasks/{task}/complete", by, new { outcome, data });
        if (repeated && response.StatusCode == HttpStatusCode.Conflict) await response.ProblemAsync(HttpStatusCode.Conflict, "task-already-decided");
        else await CaseDriver.OkAsync(response);
        Decided.Add(task);
        _doubt = null;
    }

    private static (string By, string Outcome, object? Data) Answer(string step) => step switch
    {
        "accept" => ("sailaitang-station.clerk", "complete", null),
        "designate" => ("federation-disabled.handler", "done", new { hospital = "班玛县人民医院" }),
        "assess" => ("hospital.handler", "meets", new { type = "4", grade = "2" }),
        _ => throw new InvalidOperationException($"Nobody answers {step} here."),
    };

    private async Task<HttpResponseMessage> SendAsync(HttpClient http, HttpMethod method, string url, string by, object? body, string? key = null)
    {
        using var request = new HttpRequestMessage(method, url);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokenOf(by));
        if (body is not null) request.Content = JsonContent.Create(body);
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return await http.SendAsync(request, Answers.Ct);
    }
}
