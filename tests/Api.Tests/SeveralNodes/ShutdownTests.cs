using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.SeveralNodes;

/// <summary>A node that is told to end: it says so first, and finishes what it has accepted.</summary>
public sealed class ShutdownTests : IDisposable
{
    private const int Clients = 6;
    private const int EnoughAnswers = 30;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onewindow-shutdown-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Under_load_every_request_that_is_carried_out_is_also_answered()
    {
        await using var server = await ServerProcess.StartAsync(ServerSettings.Sqlite(_folder.FullName, "test.db"), Answers.Ct);
        var token = await SignInAsync(server.Address);
        var statuses = new ConcurrentQueue<HttpStatusCode>();
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var work = Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => RegisterUntilGoneAsync(server.Address, token, statuses, enough)));
        await enough.Task.WaitAsync(Answers.Ct);

        Assert.Equal(0, await server.StopAsync());
        await work;

        Assert.All(statuses, s => Assert.Equal(HttpStatusCode.Created, s));
        await using var after = new ApiFactory { DataFolder = _folder.FullName };
        Assert.Equal(statuses.Count, await after.WithDbAsync(db => db.Cases.CountAsync(Answers.Ct)));
    }

    [Fact]
    public async Task It_first_says_that_it_is_not_ready_and_still_serves()
    {
        var settings = ServerSettings.Sqlite(_folder.FullName, "test.db") with { Environment = new Dictionary<string, string> { ["Hosting__DrainSeconds"] = "20" } };
        await using var server = await ServerProcess.StartAsync(settings, Answers.Ct);
        var token = await SignInAsync(server.Address);
        using var http = Client(server.Address, token);

        var ending = server.StopAsync();
        HttpStatusCode ready;
        do ready = (await http.GetAsync("/health/ready", Answers.Ct)).StatusCode;
        while (ready is HttpStatusCode.OK);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/health/live", Answers.Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await http.PostAsJsonAsync("/api/cases", Application.Certificate.Body, Answers.Ct)).StatusCode);
        Assert.Equal(0, await ending);
    }

    private static async Task RegisterUntilGoneAsync(Uri address, string token, ConcurrentQueue<HttpStatusCode> statuses, TaskCompletionSource enough)
    {
        using var http = Client(address, token);
        try
        {
            while (true)
            {
                using var answer = await http.PostAsJsonAsync("/api/cases", Application.Certificate.Body, Answers.Ct);
                statuses.Enqueue(answer.StatusCode);
                if (statuses.Count >= EnoughAnswers) enough.TrySetResult();
            }
        }
        catch (HttpRequestException)
        {
            // Refused: nobody listens any more.
        }
    }

    private static async Task<string> SignInAsync(Uri address)
    {
        using var http = new HttpClient { BaseAddress = address };
        var answer = await http.PostAsJsonAsync("/api/session", new { userName = "window", password = "onewindow" }, Answers.Ct);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Answers.Ct)).Text("token")!;
    }

    private static HttpClient Client(Uri address, string token) =>
        new() { BaseAddress = address, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
}
