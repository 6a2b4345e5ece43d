using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using OneWindow.Domain.Parties;

namespace OneWindow.Browser.Tests.Hosting;

/// <summary>Cases that stand where pages show the most; made over HTTP, which is quicker than by hand.</summary>
internal sealed class World
{
    /// <summary>A name that pages show as it is, in whatever language.</summary>
    public const string Name = "索南卓玛";

    /// <summary>What somebody writes into a form.</summary>
    public const string Words = "家里着火了。";

    private static int _people;

    private readonly Uri _url;
    private readonly ConcurrentDictionary<string, Task<HttpClient>> _clients = new(StringComparer.Ordinal);

    private World(Uri url) => _url = url;

    /// <summary>Names of those who worked at the cases.</summary>
    public ConcurrentQueue<string> Staff { get; } = new();

    /// <summary>Registered and nothing more; its first task is open.</summary>
    public string Registered { get; private set; } = "";

    public string RegisteredTask { get; private set; } = "";

    /// <summary>Told once what is missing, and waiting for one paper.</summary>
    public string Waiting { get; private set; } = "";

    /// <summary>Closed with a letter.</summary>
    public string Closed { get; private set; } = "";

    public string Letter { get; private set; } = "";

    public string Draft { get; private set; } = "";

    /// <summary>A request that is made of several services.</summary>
    public string Matter { get; private set; } = "";

    /// <summary>An export of the ledger.</summary>
    public string Run { get; private set; } = "";

    /// <summary>A run that is over: it moved a case to another version and left another where it was.</summary>
    public string Moved { get; private set; } = "";

    public static async Task<World> MakeAsync(string url)
    {
        var world = new World(new Uri(url));
        world.Registered = await world.RegisterAsync();
        world.RegisteredTask = await world.TaskAsync(world.Registered, "accept");
        world.Waiting = await world.WaitingAsync();
        world.Closed = await world.ClosedAsync();
        world.Letter = (await world.GetAsync($"/api/cases/{world.Closed}/documents")).GetProperty("items")[0].GetProperty("id").GetString()!;
        world.Draft = (await world.PostAsync(Desk.Clerk, "/api/drafts", Application(complete: false))).GetProperty("id").GetString()!;
        world.Matter = (await world.PostAsync(Desk.Clerk, "/api/cases", Family())).GetProperty("number").GetString()!;
        world.Moved = await world.MovedAsync();
        world.Run = (await world.PostAsync("office", "/api/ledgers/cases/exports", new { })).GetProperty("id").GetString()!;
        return world;
    }

    /// <summary>Registers an application for a disability certificate for another person each time.</summary>
    /// <returns>The case's number.</returns>
    public async Task<string> RegisterAsync(bool complete = true) =>
        (await PostAsync(Desk.Clerk, "/api/cases", Application(complete))).GetProperty("number").GetString()!;

    public async Task<string> WaitingAsync()
    {
        var number = await RegisterAsync(complete: false);
        await AnswerAsync(number, "accept", Desk.Clerk, "gaps", new { missing = new[] { "photos" } });
        return number;
    }

    public async Task<string> ClosedAsync()
    {
        var number = await RegisterAsync();
        await AnswerAsync(number, "accept", Desk.Clerk, "complete", null);
        await AnswerAsync(number, "designate", "federation-disabled.handler", "done", new { hospital = "县人民医院" });
        await AnswerAsync(number, "assess", "hospital.handler", "below", new { type = "4", grade = "none" });
        return number;
    }

    /// <summary>Publishes another version, in which a step has another id, and moves two cases of which one stands at that step.</summary>
    private async Task<string> MovedAsync()
    {
        await PostAsync(Desk.Clerk, "/api/cases", LegalAid());
        var further = (await PostAsync(Desk.Clerk, "/api/cases", LegalAid())).GetProperty("number").GetString()!;
        await AnswerAsync(further, "accept", "county-station.clerk", "complete", null);
        var document = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "workflows-json", "legal-aid", "workflow.json"), TestContext.Current.CancellationToken);
        await PostAsync("admin", "/api/workflows", JsonNode.Parse(document
            .Replace("\"id\": \"urgent\"", "\"id\": \"urgent-check\"", StringComparison.Ordinal)
            .Replace("\"activity\": \"urgent\"", "\"activity\": \"urgent-check\"", StringComparison.Ordinal))!);
        await PostAsync("admin", "/api/workflows/legal-aid/publish", new { });
        var run = (await PostAsync("admin", "/api/workflows/legal-aid/migrations/start", new { from = 1, to = 2 })).GetProperty("id").GetString()!;
        // No scheduler runs here; a moved clock runs what is due.
        await PostAsync("admin", "/api/demo/clock", new { advance = "PT1S" });
        return run;
    }

    /// <summary>Numbers of the cases of one name.</summary>
    public async Task<IReadOnlyList<string>> CasesOfAsync(string name) =>
        [.. (await PostAsync("office", "/api/cases/search", new { q = name })).GetProperty("items").EnumerateArray().Select(c => c.GetProperty("number").GetString()!)];

    /// <summary>As the joint office sees it.</summary>
    public async Task<JsonElement> GetAsync(string path) => await (await ClientAsync("office")).GetFromJsonAsync<JsonElement>(path, TestContext.Current.CancellationToken);

    /// <summary>Id of a case's open task.</summary>
    public async Task<string> TaskAsync(string number, string step) =>
        (await GetAsync($"/api/cases/{number}")).GetProperty("openTasks").EnumerateArray()
            .Single(t => t.GetProperty("activityId").GetString() == step).GetProperty("id").GetString()!;

    private static object Application(bool complete)
    {
        var person = Interlocked.Increment(ref _people);
        return new
        {
            service = "disability-certificate",
            applicant = new { name = Name, idNumber = IdentityNumber.WithCheckDigit($"99030119800101{person % 1000:000}"), phone = Desk.Phone, area = "632622203200" },
            form = new { disabilityType = "4", outsideHomeCounty = false },
            materials = new[] { "id-card", "household-register", "photos", "application-form", "assessment-form" }
                .Select(key => new { key, state = complete || key != "photos" ? "provided" : "missing" }),
            channel = "window",
        };
    }

    private static object LegalAid() => new
    {
        service = "legal-aid",
        applicant = new { name = Name, idNumber = IdentityNumber.WithCheckDigit($"99030119800101{Interlocked.Increment(ref _people) % 1000:000}"), phone = Desk.Phone, area = "632622203200" },
        form = new { matterType = "labour", matter = Words, exemption = "none", limitation = "later", preservation = false },
        materials = new[] { "id-card", "application-form", "hardship-pledge", "case-papers" }.Select(key => new { key, state = "provided" }),
        channel = "window",
    };

    private static object Family() => new
    {
        service = "student-family",
        applicant = new { name = Name, idNumber = IdentityNumber.WithCheckDigit($"99030119800101{Interlocked.Increment(ref _people) % 1000:000}"), phone = Desk.Phone, area = "632622203200" },
        form = new
        {
            hasStudent = true,
            suddenHardship = true,
            student = "child",
            level = "university",
            familyHardship = "registered",
            yearlyFees = 8000,
            aidedElsewhere = false,
            cause = "illness",
            causeDetail = Words,
            amountWanted = 3000,
            householdSize = 4,
            urgent = false,
            sameCauseThisYear = false,
        },
        materials = new[] { "id-card", "household-register", "admission-letter", "application-form", "hardship-proof", "check-consent", "cause-proof", "bank-account" }
            .Select(key => new { key, state = "provided" }),
        channel = "window",
    };

    private async Task AnswerAsync(string number, string step, string by, string outcome, object? data) =>
        await PostAsync(by, $"/api/tasks/{await TaskAsync(number, step)}/complete", new { outcome, opinion = "情况属实。", data });

    private async Task<JsonElement> PostAsync(string by, string path, object body)
    {
        using var response = await (await ClientAsync(by)).PostAsJsonAsync(path, body, TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{path}: {await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
        return await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    private Task<HttpClient> ClientAsync(string userName) => _clients.GetOrAdd(userName, SignInAsync);

    private async Task<HttpClient> SignInAsync(string userName)
    {
        var client = new HttpClient { BaseAddress = _url };
        using var response = await client.PostAsJsonAsync("/api/session", new { userName, password = "onewindow" }, TestContext.Current.CancellationToken);
        var session = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Staff.Enqueue(session.GetProperty("user").GetProperty("name").GetString()!);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", session.GetProperty("token").GetString());
        return client;
    }
}
