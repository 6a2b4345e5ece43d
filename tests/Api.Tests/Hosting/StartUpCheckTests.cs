using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Hosting;

namespace OneWindow.Api.Tests.Hosting;

/// <summary>A half-configured installation does not start, and says everything that is wrong with it at once.</summary>
public sealed partial class StartUpCheckTests : IDisposable
{
    private static readonly string Key = Convert.ToBase64String(new byte[32]);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onewindow-start-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_production_that_is_whole_starts() => Assert.Empty(ProblemsOf(Production()));

    [Fact]
    public void Without_any_setting_the_demonstration_starts() => Assert.Empty(ProblemsOf([]));

    [Theory]
    [InlineData("Security:DataKey", null, "Security__DataKey")]
    [InlineData("Security:DataKey", "c2hvcnQ=", "32 bytes")]
    [InlineData("Demo:Enabled", "true", "Demo mode refuses")]
    [InlineData("ConnectionStrings:OneWindow", "Data Source=data/onewindow.db", "whole path")]
    [InlineData("ConnectionStrings:OneWindow", null, "whole path")]
    [InlineData("Files:Folder", "data/files", "Files__Folder")]
    [InlineData("Files:Folder", null, "Files__Folder")]
    [InlineData("Files:MaxBytes", "many", "Files__MaxBytes")]
    [InlineData("Hosting:KnownProxies", null, "Hosting__KnownProxies")]
    [InlineData("Hosting:KnownProxies", "the gateway", "the gateway")]
    [InlineData("Hosting:Nodes", "2", "SQLite serves one")]
    [InlineData("Hosting:DrainSeconds", "soon", "Hosting__DrainSeconds")]
    [InlineData("Hosting:Hsts", "yes", "Hosting__Hsts")]
    [InlineData("Storage:Provider", "Postgres", "Storage__Provider")]
    [InlineData("Storage:Conection", "x", "Storage__Conection is no setting")]
    [InlineData("Jobs:WakeUpSeconds", "-1", "Jobs__WakeUpSeconds")]
    [InlineData("Retention:MessageDays", "a year", "Retention__MessageDays")]
    [InlineData("Telemetry:OtlpEndpoint", "collector", "Telemetry__OtlpEndpoint")]
    [InlineData("Telemetry:IntervalSeconds", "0", "Telemetry__IntervalSeconds")]
    [InlineData("Logging:Format", "xml", "Logging__Format")]
    [InlineData("Workflows:FlowchartMode", "tokens", "tokens")]
    public void One_thing_wrong_is_told(string name, string? value, string part)
    {
        var settings = Production();
        settings[name] = value;
        Assert.Contains(ProblemsOf(settings), p => p.Contains(part, StringComparison.Ordinal));
    }

    [Fact]
    public void Many_things_wrong_are_told_at_once()
    {
        var problems = ProblemsOf(new() { ["ASPNETCORE_ENVIRONMENT"] = "Production", ["Demo:Enabled"] = "false", ["Jobs:WakeUp"] = "5", ["Logging:Format"] = "xml" });
        foreach (var part in new[] { "Security__DataKey", "Jobs__WakeUp is no setting", "Logging__Format", "whole path", "Hosting__KnownProxies" })
            Assert.Contains(problems, p => p.Contains(part, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("urls", "https://0.0.0.0:5443")]
    [InlineData("https_ports", "5443")]
    [InlineData("Hosting:KnownProxies", "none")]
    [InlineData("Hosting:KnownProxies", "10.0.0.5, 10.1.0.0/16, ::1")]
    public void Who_ends_tls_is_told_in_one_of_these_ways(string name, string value)
    {
        var settings = Production();
        settings["Hosting:KnownProxies"] = null;
        settings[name] = value;
        Assert.Empty(ProblemsOf(settings));
    }

    [Fact]
    public void Every_setting_that_the_program_reads_is_known()
    {
        var read = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "Api"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(f => SettingName().Matches(File.ReadAllText(f))).Select(m => (Section: m.Groups[1].Value, Name: m.Groups[2].Value)).Distinct().ToList();
        Assert.NotEmpty(read);
        Assert.All(read, r => Assert.True(KnownSettings.Has(r.Section, r.Name), $"{r.Section}:{r.Name}"));
    }

    [Fact]
    public async Task A_database_that_cannot_be_reached_is_told_in_one_sentence()
    {
        var settings = new ServerSettings("PostgreSql", "Host=127.0.0.1;Port=1;Username=nobody;Password=secret-word;Database=none;Timeout=2", _folder.FullName);

        var (code, output) = await ServerProcess.RunAsync(settings, "--urls", "http://127.0.0.1:0");

        Assert.Equal(1, code);
        Assert.Contains("The database cannot be reached", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-word", output, StringComparison.Ordinal);
    }

    [GeneratedRegex("\"(Storage|Demo|Hosting|Jobs|Security|Telemetry|Workflows|AutoMapper):(\\w+)\"")]
    private static partial Regex SettingName();

    private static Dictionary<string, string?> Production() => new()
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["ConnectionStrings:OneWindow"] = "Data Source=/var/lib/onewindow/onewindow.db",
        ["Files:Folder"] = "/var/lib/onewindow/files",
        ["Hosting:KnownProxies"] = "10.0.0.5",
        ["Security:DataKey"] = Key,
    };

    private static IReadOnlyList<string> ProblemsOf(Dictionary<string, string?> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        return Record.Exception(() => StartUpCheck.Run(configuration)) is ConfigurationInvalidException invalid ? invalid.Findings : [];
    }
}
