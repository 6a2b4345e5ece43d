using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using OneWindow.Driving;

namespace OneWindow.Faults.Drill;

/// <summary>
/// Registers cases and moves them on to their public notice, one command after the other, and writes down what was
/// acknowledged. Where no answer comes it does not know whether its command was carried out, and sends it again.
/// </summary>
internal sealed class Window(string name, Staff staff, Record record)
{
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(50);
    private object _application = Application.Certificate.Body;
    private int _begun;
    private string? _number;
    private (string Task, string Number, string Step)? _doubt;

    /// <summary>Works until it is told to stop, on whichever of the nodes answers.</summary>
    public async Task WorkAsync(Nodes nodes, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
            if (!await TryAsync(nodes.Next())) await Task.Delay(Breath, CancellationToken.None);
    }

    /// <summary>Sends the command in doubt again and brings the case at hand to its notice.</summary>
    public async Task FinishAsync(HttpClient http)
    {
        do await NextAsync(http);
        while (_number is not null || _doubt is not null);
    }

    private async Task<bool> TryAsync(HttpClient http)
    {
        try
        {
            await NextAsync(http);
            return true;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or TaskCanceledException)
        {
            record.Refusal(exception is HttpRequestException { StatusCode: { } status } ? $"{(int)status}" : "no answer");
            return false;
        }
    }

    private async Task NextAsync(HttpClient http)
    {
        if (_doubt is { } doubt) await DecideAsync(http, doubt, again: true);
        else if (_number is null) await RegisterAsync(http);
        else await MoveAsync(http, _number);
    }

    private async Task RegisterAsync(HttpClient http)
    {
        var key = $"{name}-{_begun}";
        using var response = await staff.SendAsync(http, HttpMethod.Post, "/api/cases", "window", _application, key);
        var answer = await AnswerAsync(response, HttpStatusCode.Created);
        _number = answer.GetProperty("number").GetString()!;
        record.Registration(key, _number);
        (_begun, _application) = (_begun + 1, Application.Certificate.Body);
    }

    private async Task MoveAsync(HttpClient http, string number)
    {
        var found = await staff.ReadAsync(http, $"/api/cases/{number}");
        var open = found.GetProperty("openTasks").EnumerateArray().ToList();
        if (open is not [var task]) throw Unexpected($"{number} has {open.Count} open tasks.");
        var step = task.GetProperty("activityId").GetString()!;
        // From the public notice on it is time that moves the case.
        if (step is "accept" or "designate" or "assess") await DecideAsync(http, (task.GetProperty("id").GetString()!, number, step), again: false);
        else _number = null;
    }

    private async Task DecideAsync(HttpClient http, (string Task, string Number, string Step) work, bool again)
    {
        _doubt = work;
        var (by, outcome, data) = Decision(work.Step);
        using var response = await staff.SendAsync(http, HttpMethod.Post, $"/api/tasks/{work.Task}/complete", by, new { outcome, data });
        // Nobody else decides it: a conflict after a doubt says that the first attempt was carried out.
        if (!again || response.StatusCode is not HttpStatusCode.Conflict || await CodeAsync(response) != "task-already-decided")
            await AnswerAsync(response, HttpStatusCode.OK);
        record.Decision(work.Task, work.Number, work.Step);
        _doubt = null;
    }

    private static (string By, string Outcome, object? Data) Decision(string step) => step switch
    {
        "accept" => ("sailaitang-station.clerk", "complete", null),
        "designate" => ("federation-disabled.handler", "done", new { hospital = "班玛县人民医院" }),
        "assess" => ("hospital.handler", "meets", new { type = "4", grade = "2" }),
        _ => throw new InvalidOperationException($"Nobody answers {step} here."),
    };

    private async Task<JsonElement> AnswerAsync(HttpResponseMessage response, HttpStatusCode expected)
    {
        if (response.StatusCode == expected) return await response.Content.ReadFromJsonAsync<JsonElement>();
        if (response.StatusCode is >= HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests) response.EnsureSuccessStatusCode();
        throw Unexpected($"{response.RequestMessage!.RequestUri!.AbsolutePath}: {(int)response.StatusCode} {await CodeAsync(response)}");
    }

    private InvalidOperationException Unexpected(string what)
    {
        record.Complain(what);
        return new InvalidOperationException(what);
    }

    private static async Task<string?> CodeAsync(HttpResponseMessage response)
    {
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        return problem.TryGetProperty("code", out var code) ? code.GetString() : null;
    }
}
