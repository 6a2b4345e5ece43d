using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using DemoApplication = OneWindow.Driving.Application;

namespace OneWindow.Bench.Load;

/// <summary>
/// The people of an office at work on a running system: a window registers a case, the applicant looks it up, a clerk
/// opens the worklist and the case, takes its first task and answers it, and the applicant looks again. Each call goes
/// to the next node, as no session belongs to one.
/// </summary>
internal sealed class Office : IDisposable
{
    public const string Register = "register";
    public const string Claim = "claim";
    public const string Complete = "complete";

    private const string Window = "window";
    private const string Clerk = "sailaitang-station.clerk";
    private const string PhoneEnd = "1234";

    private readonly List<HttpClient> _nodes;
    private readonly Dictionary<string, AuthenticationHeaderValue> _tokens = new(StringComparer.Ordinal);
    private readonly long _started = Stopwatch.GetTimestamp();
    private int _calls;
    private int _keys;

    public Office(IEnumerable<Uri> nodes) => _nodes =
        [.. nodes.Select(n => new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 1000 }) { BaseAddress = n, Timeout = TimeSpan.FromSeconds(60) })];

    public async Task SignInAsync()
    {
        foreach (var user in new[] { Window, Clerk })
        {
            using var response = await _nodes[0].PostAsJsonAsync("/api/session", new { userName = user, password = "onewindow" });
            response.EnsureSuccessStatusCode();
            var session = await response.Content.ReadFromJsonAsync<JsonElement>();
            _tokens[user] = new AuthenticationHeaderValue("Bearer", session.GetProperty("token").GetString());
        }
    }

    /// <summary>One case from the counter to its first answer.</summary>
    public async Task WorkAsync(CallTimes times)
    {
        if (await RegisterAsync(times) is not { } number) return;
        await TrackAsync(times, number);
        await CallAsync(times, "worklist", HttpMethod.Get, "/api/tasks?scope=body&size=20", Clerk, null);
        if (await TaskAsync(times, number) is not { } task) return;
        if (!await ClaimAsync(times, task)) return;
        await CompleteAsync(times, task);
        await TrackAsync(times, number);
    }

    /// <returns>The number of the new case; null where it failed.</returns>
    public async Task<string?> RegisterAsync(CallTimes times) =>
        (await CallAsync(times, Register, HttpMethod.Post, "/api/cases", Window, DemoApplication.Certificate.Body))?.GetProperty("number").GetString();

    /// <returns>The case's open task, from its page.</returns>
    public async Task<Guid?> TaskAsync(CallTimes times, string number) =>
        (await CallAsync(times, "case", HttpMethod.Get, $"/api/cases/{number}", Clerk, null))?.GetProperty("openTasks")[0].GetProperty("id").GetGuid();

    public async Task<bool> ClaimAsync(CallTimes times, Guid task) =>
        await CallAsync(times, Claim, HttpMethod.Post, $"/api/tasks/{task}/claim", Clerk, new { }) is not null;

    public Task CompleteAsync(CallTimes times, Guid task) =>
        CallAsync(times, Complete, HttpMethod.Post, $"/api/tasks/{task}/complete", Clerk, new { outcome = "complete", opinion = "材料齐全，符合受理条件。" });

    public void Dispose()
    {
        foreach (var node in _nodes) node.Dispose();
    }

    private Task<JsonElement?> TrackAsync(CallTimes times, string number) =>
        CallAsync(times, "track", HttpMethod.Get, $"/api/track/{number}?tail={PhoneEnd}", null, null);

    private async Task<JsonElement?> CallAsync(CallTimes times, string call, HttpMethod method, string path, string? user, object? body)
    {
        using var request = new HttpRequestMessage(method, path);
        if (user is not null) request.Headers.Authorization = _tokens[user];
        if (body is not null) request.Content = JsonContent.Create(body);
        if (call == Register) request.Headers.Add("Idempotency-Key", $"{Environment.ProcessId}-{_started}-{Interlocked.Increment(ref _keys)}");
        var since = Stopwatch.GetTimestamp();
        try
        {
            using var response = await _nodes[(int)((uint)Interlocked.Increment(ref _calls) % _nodes.Count)].SendAsync(request);
            var answer = await response.Content.ReadAsByteArrayAsync();
            times.Add(call, since);
            if (response.IsSuccessStatusCode) return JsonElement.Parse(answer);
            times.Fail(call, $"{(int)response.StatusCode} {System.Text.Encoding.UTF8.GetString(answer)}");
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            times.Fail(call, exception.Message);
        }
        return null;
    }
}
