using System.Text.Json;

namespace OneWindow.Architecture.Tests;

/// <summary>How the executable is set to run.</summary>
public sealed class RuntimeTests
{
    /// <summary>Without it every connection to SQL Server fails, and no other test here would notice.</summary>
    [Fact]
    public void The_executable_has_real_culture_data()
    {
        using var settings = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "OneWindow.Api.runtimeconfig.json")));
        var properties = settings.RootElement.GetProperty("runtimeOptions").GetProperty("configProperties");

        Assert.True(properties.GetProperty("System.GC.Server").GetBoolean());
        Assert.False(properties.TryGetProperty("System.Globalization.Invariant", out var invariant) && invariant.GetBoolean());
    }
}
