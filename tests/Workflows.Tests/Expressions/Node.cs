using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace OneWindow.Workflows.Tests.Expressions;

/// <summary>Node as the judge: one process for many snippets.</summary>
internal static class Node
{
    /// <summary>Outcomes of the snippets in Node. Skips the test where there is no Node, unless this is the build server.</summary>
    public static async Task<string[]> Outcomes(IReadOnlyList<string> snippets, CancellationToken ct)
    {
        using var process = Start() ?? throw new InvalidOperationException("node did not start");
        var output = process.StandardOutput.ReadToEndAsync(ct);
        var errors = process.StandardError.ReadToEndAsync(ct);
        await process.StandardInput.WriteAsync(JsonSerializer.Serialize(snippets).AsMemory(), ct);
        process.StandardInput.Close();
        await process.WaitForExitAsync(ct);
        Assert.True(process.ExitCode == 0, await errors);
        var outcomes = JsonSerializer.Deserialize<string[]>(await output);
        Assert.Equal(snippets.Count, outcomes?.Length);
        return outcomes!;
    }

    private static Process? Start()
    {
        var driver = Path.Combine(AppContext.BaseDirectory, "Expressions", "node-driver.js");
        var start = new ProcessStartInfo("node", [driver])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.Environment["TZ"] = "Etc/GMT-8";
        start.Environment["LC_ALL"] = "en_US.UTF-8";
        try
        {
            return Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "node is missing, and the build server must have it");
            Assert.Skip("node is not on the path, so there is nothing to compare with");
            return null;
        }
    }
}
