using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace OneWindow.Api.Tests.Hosting;

/// <summary>What a node writes for a collector of logs.</summary>
public sealed class JsonLogTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onewindow-logs-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Every_line_is_json_and_requests_are_told_by_route_status_and_body()
    {
        var settings = ServerSettings.Sqlite(_folder.FullName) with { Environment = new Dictionary<string, string> { ["Logging__Format"] = "json" } };
        await using var server = await ServerProcess.StartAsync(settings, Answers.Ct);
        using var http = new HttpClient { BaseAddress = server.Address };
        var person = Application.Certificate with { Name = "索南卓玛", Phone = "13897654321" };
        var session = await (await http.PostAsJsonAsync("/api/session", new { userName = "window", password = "onewindow" }, Answers.Ct)).Content.ReadFromJsonAsync<JsonElement>(Answers.Ct);
        http.DefaultRequestHeaders.Authorization = new("Bearer", session.Text("token"));
        var registered = await http.PostAsJsonAsync("/api/cases", person.Body, Answers.Ct);
        Assert.Equal(HttpStatusCode.Created, registered.StatusCode);
        await http.GetAsync($"/api/track/{(await registered.Content.ReadFromJsonAsync<JsonElement>(Answers.Ct)).Text("number")}?tail=4321", Answers.Ct);
        await server.StopAsync();

        var lines = server.Log.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonElement.Parse(l)).ToList();

        var requests = lines.Where(l => l.Text("Category")!.EndsWith("RequestLog", StringComparison.Ordinal)).Select(l => l.GetProperty("State")).ToList();
        Assert.Contains(requests, r => (r.Text("Route"), r.GetProperty("Status").GetInt32(), r.Text("Body")) == ("/api/cases", 201, "county-station"));
        Assert.Contains(requests, r => r.Text("Route") == "/api/track/{number}");
        foreach (var secret in new[] { person.Name, person.Phone, person.IdNumber, "tail=", "4321" })
            Assert.DoesNotContain(secret, server.Log, StringComparison.Ordinal);
    }
}
