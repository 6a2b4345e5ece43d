using OneWindow.Api.Pages.Shared;

namespace OneWindow.Api.Pages.Window;

/// <summary>The service that was registered last at this browser: the next resident often comes for the same.</summary>
internal static class LastService
{
    private const string CookieName = "last-service";

    /// <summary>Remembered until the browser is closed. A key of the catalogue, nothing of anybody.</summary>
    public static void Remember(HttpContext http, string service) => http.Response.Cookies.Append(CookieName, service, new CookieOptions
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        IsEssential = true,
        Secure = http.Request.IsHttps,
    });

    /// <summary>The key; null where nothing was registered yet, or the service is gone.</summary>
    public static string? Key(HttpContext http, Wording names) =>
        http.Request.Cookies[CookieName] is { Length: > 0 } key && names.HasService(key) ? key : null;

    /// <summary>Where the next registration begins.</summary>
    public static string Path(HttpContext http, Wording names) => Key(http, names) is { } key ? $"/register/{key}" : "/register";
}
