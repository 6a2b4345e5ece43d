using System.Net;
using Microsoft.Data.Sqlite;
using OneWindow.Api.Hosting;
using OneWindow.Api.Tests.Files;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Integrity;

/// <summary>A store in which everything is as it should be, with a case of each sort, made over HTTP.</summary>
public sealed class WholeStore : IAsyncLifetime
{
    // A copy of the database then is a copy of the files.
    private static readonly Dictionary<string, string> FilesInside = new() { ["Files:Store"] = "Database" };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onewindow-integrity-");

    /// <summary>Case numbers by what the case is like.</summary>
    public IReadOnlyDictionary<string, string> Numbers { get; private set; } = new Dictionary<string, string>();

    public async ValueTask InitializeAsync()
    {
        await using (var api = new ApiFactory { DataFolder = _folder.FullName, Settings = FilesInside })
        {
            Numbers = await FillAsync(api);
            await new FileDriver(api).OkAsync(Numbers["noticed"], SampleFiles.Pdf());
        }

        SqliteConnection.ClearAllPools();
    }

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>The connection string of a copy that a test may spoil.</summary>
    public string Copy()
    {
        var copy = Path.Combine(_folder.FullName, $"{Path.GetRandomFileName()}.db");
        using var from = new SqliteConnection($"Data Source={Path.Combine(_folder.FullName, "test.db")};Pooling=False");
        using var to = new SqliteConnection($"Data Source={copy};Pooling=False");
        from.Open();
        to.Open();
        from.BackupDatabase(to);
        return to.ConnectionString;
    }

    /// <summary>Runs the verb on a store and gives its exit code and lines.</summary>
    public static async Task<(int Code, IReadOnlyList<string> Lines, string Errors)> CheckAsync(string connectionString, string provider = "Sqlite", byte key = 0)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var code = await CheckIntegrityVerb.RunAsync(
            [$"--Storage:Provider={provider}", $"--ConnectionStrings:OneWindow={connectionString}", $"--Security:DataKey={Convert.ToBase64String(Enumerable.Repeat(key, 32).ToArray())}", "--Demo:Enabled=true", "--Files:Store=Database"],
            output, errors, Answers.Ct);
        return (code, output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries), errors.ToString());
    }

    /// <summary>Fails with the findings where an application's store is not whole.</summary>
    internal static async Task IsWholeAsync(ApiFactory api)
    {
        var connection = api.PostgreSql ?? $"Data Source={Path.Combine(api.DataFolder!, "test.db")}";
        var (code, lines, errors) = await CheckAsync(connection, api.PostgreSql is null ? "Sqlite" : "PostgreSql");
        Assert.True(code == 0, $"{string.Join('\n', lines)}\n{errors}");
    }

    /// <summary>One case of each sort: open, waiting for papers, in its public notice, closed with a visit due, closed with money and badly rated, refused and objected to, withdrawn; a matter with its parts, and one that was withdrawn.</summary>
    internal static async Task<IReadOnlyDictionary<string, string>> FillAsync(ApiFactory api)
    {
        var driver = new CaseDriver(api);
        var visited = await ToNoticeAsync(driver);
        await driver.PassAsync(TimeSpan.FromDays(14));
        await driver.AnswerAsync(visited, "review", "approve");
        await driver.AnswerAsync(visited, "issue", "delivered", data: new { delivery = "window" });
        await driver.PassAsync(TimeSpan.FromDays(32));
        var granted = await GrantAsync(driver);
        await CaseDriver.OkAsync(await driver.PostAsync("window", $"/api/cases/{granted}/rating", new { stars = 1 }));
        var objected = await ObjectAsync(driver);
        var withdrawn = await ToSupplementAsync(driver);
        await CaseDriver.OkAsync(await driver.PostAsync("window", $"/api/cases/{withdrawn}/withdraw", new { reason = "不再需要" }));
        await CaseDriver.OkAsync(await driver.PostAsync("window", "/api/drafts", Application.Certificate.Body), HttpStatusCode.Created);
        var matter = await driver.RegisterAsync(Application.StudentFamily);
        var withdrawnMatter = await driver.RegisterAsync(Application.DisabilitySupport);
        await CaseDriver.OkAsync(await driver.PostAsync("window", $"/api/cases/{withdrawnMatter}/withdraw", new { reason = "不再需要" }));
        return new Dictionary<string, string>
        {
            ["matter"] = matter,
            ["part"] = (await driver.CaseAsync(matter)).GetProperty("parts")[0].Text("number")!,
            ["withdrawnMatter"] = withdrawnMatter,
            ["visited"] = visited,
            ["granted"] = granted,
            ["objected"] = objected,
            ["withdrawn"] = withdrawn,
            ["waiting"] = await ToSupplementAsync(driver),
            ["noticed"] = await ToNoticeAsync(driver),
            ["open"] = await RegisterForAsync(driver),
        };
    }

    private static async Task<string> RegisterForAsync(CaseDriver driver)
    {
        var application = Application.LegalAid;
        var body = new
        {
            service = application.Service,
            applicant = new { name = application.Name, idNumber = application.IdNumber, phone = application.Phone, area = application.Area },
            agent = new { name = "桑杰", idNumber = Application.Person("19750505"), phone = "13897005555", relation = "兄弟" },
            form = application.Form,
            materials = application.Materials.Select(m => new { key = m.Key, state = m.Value }),
            channel = "window",
        };
        return (await CaseDriver.OkAsync(await driver.PostAsync("window", "/api/cases", body, "for-a-brother"), HttpStatusCode.Created)).Text("number")!;
    }

    private static async Task<string> ToNoticeAsync(CaseDriver driver)
    {
        var number = await driver.RegisterAsync(Application.Certificate);
        await driver.AnswerAsync(number, "accept", "complete");
        await driver.AnswerAsync(number, "designate", "done", data: new { hospital = "班玛县人民医院" });
        await driver.AnswerAsync(number, "assess", "meets", data: new { type = "4", grade = "2" });
        return number;
    }

    private static async Task<string> ToSupplementAsync(CaseDriver driver)
    {
        var number = await driver.RegisterAsync(Application.Certificate.With("photos", "missing"));
        await driver.AnswerAsync(number, "accept", "gaps", "缺照片", new { missing = new[] { "photos" } });
        return number;
    }

    private static async Task<string> ObjectAsync(CaseDriver driver)
    {
        var number = await driver.RegisterAsync(Application.HomeAdaptation);
        await driver.AnswerAsync(number, "accept", "complete");
        await driver.AnswerAsync(number, "survey", "not-feasible", "不具备条件");
        await CaseDriver.OkAsync(await driver.PostAsync("window", $"/api/cases/{number}/objection", new { text = "请再看一次" }));
        return number;
    }

    private static async Task<string> GrantAsync(CaseDriver driver)
    {
        var number = await driver.RegisterAsync(Application.Relief);
        await driver.AnswerAsync(number, "accept", "complete");
        await driver.AnswerAsync(number, "triage", "urgent");
        await driver.AnswerAsync(number, "pay-first", "paid", data: new { amount = 1500, paidBy = "cash" });
        await driver.AnswerAsync(number, "paperwork", "done");
        return number;
    }
}
