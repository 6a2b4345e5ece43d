namespace OneWindow.Api.Hosting;

/// <summary>
/// Demonstration data and accounts with a known password. On where nothing is configured, that is, where no data key is
/// set and nobody has decided otherwise with Demo__Enabled.
/// </summary>
internal static class DemoMode
{
    public static bool IsOn(IConfiguration configuration) =>
        configuration.GetValue<bool?>("Demo:Enabled") ?? string.IsNullOrWhiteSpace(configuration["Security:DataKey"]);

    /// <exception cref="InvalidOperationException">The environment is said to be production.</exception>
    public static void RefuseInProduction(IConfiguration configuration)
    {
        if (IsOn(configuration) && DeclaredEnvironment.IsProduction(configuration))
            throw new InvalidOperationException(
                "Demo mode refuses to start in Production: its accounts have a known password. "
                + "Set Demo__Enabled=false and Security__DataKey.");
    }
}
