using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using OneWindow.Api.Hosting;

namespace OneWindow.Bench.Lists;

/// <summary>First pages of lists, searches, case pages and tracking over HTTP, one after the other, on a store that was seeded before.</summary>
internal static class ListBench
{
    private const int WarmUps = 15;
    private const string Office = "office";
    private const string County = "federation-disabled.handler";
    private const string Village = "sailaitang-01-committee.handler";

    public static readonly string[] Header = ["call", "p50 ms", "p99 ms"];

    private static readonly (string UserName, string Path)[] Calls =
    [
        (Office, "/api/tasks?scope=all"), (Office, "/api/tasks?scope=all&state=done"), (Office, "/api/tasks?scope=all&late=true"),
        (County, "/api/tasks?scope=body"), (County, "/api/tasks?scope=body&state=done"), (County, "/api/tasks?scope=mine"),
        (Village, "/api/tasks?scope=body"),
        (Office, "/api/cases"), (Office, "/api/cases?status=Paused"), (Office, "/api/cases?service=legal-aid"), (Office, "/api/cases?late=true"),
        (Office, "/api/cases?body=sailaitang-01-committee"), (Office, "/api/cases?q=才让"), (Office, "/api/cases?q=王伟"), (Office, "/api/cases?q={day}"),
        (County, "/api/cases"), (County, "/api/cases?service=legal-aid"), (County, "/api/cases?late=true"),
        (Village, "/api/cases"), (Village, "/api/cases?late=true"),
        (Office, "/api/cases/{number}"), (Office, "/api/cases/{number}/timeline"), ("", "/api/track/{number}?tail={tail}"),
        (Office, "POST /api/cases/search 14200000000"), (Office, "/cases"), (County, "/tasks"), (County, "/tasks?service=legal-aid"),
    ];

    /// <param name="settings">Name the seeded store: provider, connection string and data key.</param>
    public static async Task<IReadOnlyList<string[]>> RunAsync(Effort effort, string[] settings)
    {
        await using var app = Composition.Build(["--urls=http://127.0.0.1:0", .. CommandLine.Quiet, .. settings]);
        await app.PrepareAsync();
        await app.StartAsync();
        var clients = new Dictionary<string, HttpClient>(StringComparer.Ordinal);
        foreach (var userName in Calls.Select(c => c.UserName).Distinct(StringComparer.Ordinal)) clients[userName] = await ClientAsync(app, userName);
        var place = await SeededStore.FindAsync(app);
        var rows = new List<string[]>();
        foreach (var (userName, path) in Calls)
        {
            var times = await MeasureAsync(clients[userName], place.Fill(path), effort.Steps * 4);
            rows.Add([$"{(userName.Length > 0 ? userName : "anybody")}: `{path}`", Report.Number(times[times.Length / 2]), Report.Number(times[(int)(times.Length * 0.99)])]);
        }

        return rows;
    }

    private static async Task<HttpClient> ClientAsync(WebApplication app, string userName)
    {
        var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        if (userName.Length == 0) return client;
        using var response = await client.PostAsJsonAsync("/api/session", new { userName, password = "onewindow" });
        response.EnsureSuccessStatusCode();
        var session = await response.Content.ReadFromJsonAsync<JsonElement>();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", session.GetProperty("token").GetString());
        return client;
    }

    /// <summary>Milliseconds from the request to the last byte of the answer, ascending.</summary>
    private static async Task<double[]> MeasureAsync(HttpClient client, string url, int times)
    {
        var taken = new double[times];
        for (var i = -WarmUps; i < times; i++)
        {
            var start = Stopwatch.GetTimestamp();
            using var response = url.Split(' ') is ["POST", var path, var q]
                ? await client.PostAsJsonAsync(path, new { q })
                : await client.GetAsync(url);
            await response.Content.ReadAsByteArrayAsync();
            if (i >= 0) taken[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(taken);
        return taken;
    }
}
