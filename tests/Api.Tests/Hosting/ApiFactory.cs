using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using OneWindow.Api.Hosting;
using OneWindow.Api.Jobs;
using OneWindow.Api.Storage;
using OneWindow.Api.Tests.Storage.SqlServer;

namespace OneWindow.Api.Tests.Hosting;

/// <summary>The whole application behind real HTTP, with a database file of its own and a clock that stands.</summary>
public sealed class ApiFactory : WebApplicationFactory<Program>
{
    private const string FileName = "test.db";
    private static readonly Lazy<byte[]> FirstStart = new(StartOnce);

    private readonly Lazy<string> _ownFolder = new(() => Directory.CreateTempSubdirectory("onewindow-tests-").FullName);
    private readonly ConcurrentDictionary<string, Task<string>> _tokens = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Task<HttpClient>> _shared = new(StringComparer.Ordinal);

    public ApiFactory() => UseKestrel(0);

    internal ManualClock Clock { get; init; } = new(new DateTimeOffset(2026, 9, 29, 10, 0, 0, TimeSpan.FromHours(8)));

    /// <summary>A folder that outlives the application, so that another can go on with its data; null for one of its own.</summary>
    internal string? DataFolder { get; init; }

    /// <summary>Connection string of a PostgreSQL; null for a SQLite file.</summary>
    internal string? PostgreSql { get; init; }

    /// <summary>Stands in for all work that becomes due; null for the real kinds.</summary>
    internal IReadOnlyList<IDueWork>? DueWork { get; init; }

    /// <summary>The scheduler's rhythm in seconds; 0 where only the test wakes anything up.</summary>
    internal int WakeUpSeconds { get; init; }

    /// <summary>Sees what is sent to the database; null where nobody looks.</summary>
    internal IInterceptor? Interceptor { get; init; }

    /// <summary>Settings of the product beside the usual ones.</summary>
    internal IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Where uploaded files lie.</summary>
    internal string FilesFolder => Path.Combine(DataFolder ?? _ownFolder.Value, "files");

    /// <summary>Takes the log lines; null where nobody reads them.</summary>
    internal LogCapture? Logs { get; init; }

    /// <summary>A client that has signed in; "" for one that has not.</summary>
    public async Task<HttpClient> ClientAsync(string userName)
    {
        var client = CreateClient();
        if (userName.Length > 0)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await _tokens.GetOrAdd(userName, SignInAsync));
        return client;
    }

    /// <summary>One client for each user, for tests that ask very often: a client of its own for each question would use the machine's sockets up.</summary>
    internal Task<HttpClient> SharedClientAsync(string userName) => _shared.GetOrAdd(userName, ClientAsync);

    /// <summary>Runs something on the application's own database, in one scope.</summary>
    internal async Task<T> WithDbAsync<T>(Func<OneWindowDb, Task<T>> act)
    {
        await using var scope = Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<OneWindowDb>());
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        // A first start migrates, proves the definitions and hashes passwords. Tests of that bring a folder of their own.
        if (PostgreSql is null && DataFolder is null && !Settings.ContainsKey("Workflows:Folder"))
            File.WriteAllBytes(Path.Combine(_ownFolder.Value, FileName), FirstStart.Value);
        builder.UseSetting("Storage:Provider", PostgreSql is null ? "Sqlite" : "PostgreSql");
        builder.UseSetting("ConnectionStrings:OneWindow", PostgreSql ?? $"Data Source={Path.Combine(DataFolder ?? _ownFolder.Value, FileName)}");
        builder.UseSetting("Security:DataKey", Convert.ToBase64String(new byte[32]));
        builder.UseSetting("Demo:Enabled", "true");
        builder.UseSetting("Files:Folder", FilesFolder);
        builder.UseSetting("Jobs:WakeUpSeconds", WakeUpSeconds.ToString());
        foreach (var (key, value) in Settings) builder.UseSetting(key, value);
        // The test runner reads results from this process's output; a log line in between would cost it a result.
        builder.ConfigureLogging(logging => logging.ClearProviders());
        builder.ConfigureTestServices(services =>
        {
            if (Interceptor is not null)
            {
                services.ConfigureDbContext<SqliteOneWindowDb>(options => options.AddInterceptors(Interceptor));
                services.ConfigureDbContext<PostgreSqlOneWindowDb>(options => options.AddInterceptors(Interceptor));
            }

            services.ConfigureDbContext<SqliteOneWindowDb>(db => db.AddInterceptors(SqlServerShadow.Instance));
            services.AddSingleton(new DemoClock(Clock));
            if (DueWork is null) return;
            services.RemoveAll<IDueWork>();
            foreach (var kind in DueWork) services.AddSingleton(kind);
        });
        if (Logs is not null) Logs.Listen(builder);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        SqliteConnection.ClearAllPools();
        if (_ownFolder.IsValueCreated) Directory.Delete(_ownFolder.Value, recursive: true);
    }

    /// <summary>The database file that a start with an empty folder leaves behind.</summary>
    private static byte[] StartOnce()
    {
        var folder = Directory.CreateTempSubdirectory("onewindow-first-").FullName;
        try
        {
            using (var api = new ApiFactory { DataFolder = folder }) _ = api.Services;
            SqliteConnection.ClearAllPools();
            return File.ReadAllBytes(Path.Combine(folder, FileName));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<string> SignInAsync(string userName)
    {
        var visitor = await SharedClientAsync("");
        var response = await visitor.PostAsJsonAsync("/api/session", new { userName, password = "onewindow" });
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString()!;
    }
}
