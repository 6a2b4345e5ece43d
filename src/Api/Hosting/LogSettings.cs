using System.Text.Encodings.Web;

namespace OneWindow.Api.Hosting;

/// <summary>How the node writes what happens to its output: lines for people, or JSON for collectors.</summary>
internal static class LogSettings
{
    private const string Key = "Logging:Format";

    /// <summary>Logging__Format: text, which is the default, or json.</summary>
    /// <exception cref="InvalidOperationException">It is neither.</exception>
    public static bool IsJson(IConfiguration configuration) => configuration[Key]?.ToLowerInvariant() switch
    {
        null or "" or "text" => false,
        "json" => true,
        var other => throw new InvalidOperationException($"Logging__Format is \"{other}\"; it must be text or json."),
    };

    public static void AddLogs(this WebApplicationBuilder builder)
    {
        if (!IsJson(builder.Configuration)) return;
        builder.Logging.ClearProviders().AddJsonConsole(options =>
        {
            (options.UseUtcTimestamp, options.TimestampFormat) = (true, "O");
            options.JsonWriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        });
    }
}
