namespace OneWindow.Api.Hosting;

/// <summary>The names of our settings, so that a slip of the pen is told instead of passed over.</summary>
internal static class KnownSettings
{
    private static readonly Dictionary<string, string[]> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["AutoMapper"] = ["LicenseKey"],
        ["ConnectionStrings"] = ["OneWindow"],
        ["Demo"] = ["Enabled", "KeyFile"],
        ["Files"] = ["Store", "Folder", "MaxBytes", "MaxBytesPerCase"],
        ["Hosting"] = ["Nodes", "KnownProxies", "DrainSeconds", "Hsts"],
        ["Jobs"] = ["WakeUpSeconds"],
        ["Retention"] = ["MessageDays", "AnswerDays", "RunDays"],
        ["Live"] = ["Streams", "Milliseconds"],
        ["Office"] = ["DueSoonDays", "StuckDays"],
        ["Security"] = ["DataKey"],
        ["Storage"] = ["Provider", "MaxBatchSize"],
        ["Telemetry"] = ["OtlpEndpoint", "IntervalSeconds"],
        ["Workflows"] = ["Folder", "FlowchartMode"],
    };

    public static bool Has(string section, string name) => Names.TryGetValue(section, out var names) && names.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>A line for each setting that is set in one of our sections and that nothing reads.</summary>
    public static IEnumerable<string> Unknown(IConfiguration configuration) =>
        from section in Names
        from setting in configuration.GetSection(section.Key).GetChildren()
        where !section.Value.Contains(setting.Key, StringComparer.OrdinalIgnoreCase)
        select $"{section.Key}__{setting.Key} is no setting; there are {string.Join(", ", section.Value.Select(n => $"{section.Key}__{n}"))}.";
}
