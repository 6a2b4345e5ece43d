using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;
using OneWindow.Api.Hosting;
using OneWindow.Browser.Tests.Hosting;
using OneWindow.Browser.Tests.Pages;

[assembly: AssemblyFixture(typeof(SiteFixture))]
[assembly: AssemblyFixture(typeof(TourSite))]
// A test mostly waits for the browser, which has processes of its own.
[assembly: CollectionBehavior(MaxParallelThreads = 4)]

namespace OneWindow.Browser.Tests.Hosting;

/// <summary>A site of their own for the tests that look at every page, so that they see no other test's people.</summary>
public sealed class TourSite : SiteFixture;

/// <summary>The real application on a port of its own with a data folder of its own, and one Chromium for all tests.</summary>
public class SiteFixture : IAsyncLifetime
{
    // Debian's. The one without windows does the same at half the work.
    private static readonly string? Chromium = new[] { "/usr/bin/chromium-headless-shell", "/usr/bin/chromium" }.FirstOrDefault(File.Exists);

    /// <summary>Bytes; small, so that a file that is too large is quickly made.</summary>
    internal const int LargestFile = 1 << 20;

    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("onewindow-browser-").FullName;
    private WebApplication? _app;
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private readonly SemaphoreSlim _once = new(1);
    private readonly Dictionary<string, string> _sessions = new(StringComparer.Ordinal);
    private World? _world;

    public string Url { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        if (Chromium is null) return;
        _app = Composition.Build(
        [
            "--urls=http://127.0.0.1:0", $"--ConnectionStrings:OneWindow=Data Source={Path.Combine(_folder, "test.db")}",
            $"--Files:Folder={Path.Combine(_folder, "files")}", $"--Security:DataKey={Convert.ToBase64String(new byte[32])}", "--Demo:Enabled=true", "--Jobs:WakeUpSeconds=0",
            $"--Files:MaxBytes={LargestFile}",
        ]);
        await _app.PrepareAsync();
        await _app.StartAsync();
        Url = _app.Urls.First();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = Flags });
    }

    /// <summary>The cases that all tests look at and none changes.</summary>
    internal async Task<World> WorldAsync()
    {
        if (_browser is null) Missing();
        await _once.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            return _world ??= await World.MakeAsync(Url);
        }
        finally
        {
            _once.Release();
        }
    }

    /// <summary>
    /// A window of its own. Without a browser on this machine the test is skipped, and fails where CI is set, which
    /// promises one.
    /// </summary>
    /// <param name="userName">Who has signed in; empty for nobody.</param>
    public async Task<IPage> OpenAsync(bool javaScript = true, int width = 1440, string userName = "", bool english = false)
    {
        if (_browser is null) Missing();
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = Url,
            JavaScriptEnabled = javaScript,
            ViewportSize = new() { Width = width, Height = 900 },
            Locale = "zh-CN",
            StorageState = userName.Length > 0 ? await SessionAsync(userName) : null,
        });
        if (english) await context.AddCookiesAsync([new() { Name = "lang", Value = "en", Url = Url }]);
        return await context.NewPageAsync();
    }

    /// <summary>Signs in once for all windows of a person.</summary>
    private async Task<string> SessionAsync(string userName)
    {
        await _once.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if (_sessions.TryGetValue(userName, out var known)) return known;
            var page = await OpenAsync();
            await page.SignInAsync(userName);
            _sessions[userName] = await page.Context.StorageStateAsync();
            await page.Context.CloseAsync();
            return _sessions[userName];
        }
        finally
        {
            _once.Release();
        }
    }

    private static void Missing()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", "Neither chromium-headless-shell nor chromium is installed.");
        Assert.Fail("Neither chromium-headless-shell nor chromium is installed.");
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Look.Report();
        _once.Dispose();
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
