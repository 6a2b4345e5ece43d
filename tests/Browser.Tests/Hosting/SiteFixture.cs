using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;
using OneWindow.Api.Hosting;
using OneWindow.Browser.Tests.Hosting;

[assembly: AssemblyFixture(typeof(SiteFixture))]

namespace OneWindow.Browser.Tests.Hosting;

/// <summary>The real application on a port of its own with a data folder of its own, and one Chromium for all tests.</summary>
public sealed class SiteFixture : IAsyncLifetime
{
    private const string Chromium = "/usr/bin/chromium";

    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("onewindow-browser-").FullName;
    private WebApplication? _app;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public string Url { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Chromium)) return;
        _app = Composition.Build(
        [
            "--urls=http://127.0.0.1:0", $"--ConnectionStrings:OneWindow=Data Source={Path.Combine(_folder, "test.db")}",
            $"--Files:Folder={Path.Combine(_folder, "files")}", $"--Security:DataKey={Convert.ToBase64String(new byte[32])}", "--Demo:Enabled=true", "--Jobs:WakeUpSeconds=0",
        ]);
        await _app.PrepareAsync();
        await _app.StartAsync();
        Url = _app.Urls.First();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = Flags });
    }

    /// <summary>
    /// A window of its own, with nobody signed in. Without a browser on this machine the test is skipped, and fails where
    /// CI is set, which promises one.
    /// </summary>
    public async Task<IPage> OpenAsync(bool javaScript = true, int width = 1440)
    {
        if (_browser is null)
        {
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", $"{Chromium} is not installed.");
            Assert.Fail($"{Chromium} is not installed.");
        }

        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = Url,
            JavaScriptEnabled = javaScript,
            ViewportSize = new() { Width = width, Height = 900 },
            Locale = "zh-CN",
        });
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_app is not null) await _app.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
