namespace OneWindow.Api.Hosting;

/// <summary>What somebody has said that this installation is. The framework's own default is Production too, and does not count.</summary>
internal static class DeclaredEnvironment
{
    public static bool IsProduction(IConfiguration configuration) => string.Equals(
        configuration["ASPNETCORE_ENVIRONMENT"] ?? configuration["DOTNET_ENVIRONMENT"], "Production", StringComparison.OrdinalIgnoreCase);
}
