namespace OneWindow.Api.Hosting;

internal static class ApiPath
{
    /// <summary>By which a page's own script says that it asks on its own, and no person has done anything.</summary>
    private const string Unasked = "X-Unasked";

    /// <summary>Whether software asks, which wants problems and statuses, or a person, who wants pages.</summary>
    public static bool IsApi(this HttpRequest request) => request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) || request.IsLive();

    /// <summary>Whether a page keeps itself up to date by this: that is nobody's presence, and keeps no session alive.</summary>
    public static bool IsUnasked(this HttpRequest request) => request.IsLive() || request.Headers.ContainsKey(Unasked);

    private static bool IsLive(this HttpRequest request) => request.Path.StartsWithSegments("/live", StringComparison.OrdinalIgnoreCase);
}
