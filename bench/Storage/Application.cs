using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Text.Json;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Tasks;
using OneWindow.Api.Hosting;
using OneWindow.Api.Storage;
using OneWindow.Domain.Access;
using OneWindow.Domain.Parties;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Bench.Storage;

/// <summary>A task to complete, with the case that it moves.</summary>
internal sealed record Work(Guid CaseId, Guid ItemId);

/// <summary>The whole application on one database, as Program puts it together, without its log and its jobs.</summary>
internal sealed class Application : IAsyncDisposable
{
    private const string Outcome = "complete";
    private const string Opinion = "材料齐全，符合受理条件。";

    private static readonly string[] Papers = ["id-card", "household-register", "photos", "application-form", "assessment-form"];

    private readonly WebApplication _app;
    private int _registered;

    private Application(WebApplication app) => _app = app;

    /// <summary>Builds and starts it on a free port of the loopback address.</summary>
    /// <param name="settings">Settings that come last and so win.</param>
    public static async Task<Application> StartAsync(IDatabase database, string[] settings)
    {
        var app = Composition.Build(
        [
            "--urls=http://127.0.0.1:0", $"--Storage:Provider={database.Provider}", $"--ConnectionStrings:OneWindow={database.ConnectionString}",
            $"--Security:DataKey={Convert.ToBase64String(new byte[32])}", "--Demo:Enabled=true", "--Jobs:WakeUpSeconds=0",
            "--Logging:LogLevel:Default=None", "--Logging:LogLevel:Microsoft=None", "--Logging:LogLevel:Microsoft.Hosting.Lifetime=None",
            "--Logging:LogLevel:Microsoft.EntityFrameworkCore=None", "--Logging:LogLevel:Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager=None",
            .. settings,
        ]);
        await app.PrepareAsync();
        await app.StartAsync();
        return new Application(app);
    }

    /// <summary>Registers cases whose first task waits.</summary>
    public async Task<Queue<Work>> RegisterAsync(int count)
    {
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (_, _) =>
            await SendAsync(User("window", "county-station", "clerk"), Registration(Interlocked.Increment(ref _registered))));
        await using var scope = _app.Services.CreateAsyncScope();
        var open = await scope.ServiceProvider.GetRequiredService<OneWindowDb>().WorkItems.AsNoTracking()
            .Where(w => w.State == WorkItemState.Open && w.ActivityId == "accept").OrderBy(w => w.Id).Select(w => new Work(w.CaseId, w.Id)).ToListAsync();
        return new Queue<Work>(open);
    }

    /// <summary>What the model says of the tables; it is the application's own.</summary>
    public async Task<T> WithDbAsync<T>(Func<OneWindowDb, Task<T>> act)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<OneWindowDb>());
    }

    /// <summary>Completes a task through the handlers, without the network.</summary>
    public Task CompleteAsync(Work work) => SendAsync(Clerk, new CompleteTask(work.ItemId, Outcome, Opinion, null));

    /// <summary>A client that has signed in as the clerk who completes the tasks.</summary>
    public async Task<HttpClient> SignInAsync()
    {
        var client = new HttpClient { BaseAddress = new Uri(_app.Urls.First()) };
        using var response = await client.PostAsJsonAsync("/api/session", new { userName = "sailaitang-station.clerk", password = "onewindow" });
        response.EnsureSuccessStatusCode();
        var session = await response.Content.ReadFromJsonAsync<JsonElement>();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", session.GetProperty("token").GetString());
        return client;
    }

    /// <summary>Completes a task over HTTP and reads the answer.</summary>
    public static async Task CompleteAsync(HttpClient client, Work work)
    {
        using var response = await client.PostAsJsonAsync($"/api/tasks/{work.ItemId}/complete", new { outcome = Outcome, opinion = Opinion });
        response.EnsureSuccessStatusCode();
        await response.Content.ReadAsByteArrayAsync();
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static ClaimsPrincipal Clerk { get; } = User("sailaitang-station.clerk", "sailaitang-station", "clerk");

    private static ClaimsPrincipal User(string userName, string body, string role) =>
        Principals.Create(new Caller(userName, userName, [], [new Post(body, role)], body), "bench");

    private static RegisterCase Registration(int number) => new(
        "disability-certificate",
        new PersonInput("张三", IdentityNumber.WithCheckDigit($"99010119800101{number % 1000:000}"), "13800001234", "632622100001"),
        null,
        JsonElement.Parse("""{"disabilityType":"4","outsideHomeCounty":false}"""),
        [.. Papers.Select(key => new MaterialInput(key, "provided"))],
        "window");

    private async Task SendAsync<T>(ClaimsPrincipal user, IRequest<T> request)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<IHttpContextAccessor>().HttpContext = new DefaultHttpContext { User = user };
        await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }
}
