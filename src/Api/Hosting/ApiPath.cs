namespace OneWindow.Api.Hosting;

internal static class ApiPath
{
    /// <summary>Whether software asks, which wants problems and statuses, or a person, who wants pages.</summary>
    public static bool IsApi(this HttpRequest request) => request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);
}
