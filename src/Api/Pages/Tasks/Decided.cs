using OneWindow.Domain.Cases;

namespace OneWindow.Api.Pages.Tasks;

/// <summary>Carries over to the next page that a task was decided: once, and without a trace in the address.</summary>
internal static class Decided
{
    private const string CookieName = "decided";
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    public static void Leave(HttpContext context, string number) => context.Response.Cookies.Append(CookieName, number, new CookieOptions
    {
        MaxAge = Kept,
        Path = "/tasks",
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
        IsEssential = true,
    });

    /// <summary>The number of the case, the first time that it is asked for; null otherwise.</summary>
    public static string? Take(HttpContext context)
    {
        if (context.Request.Cookies[CookieName] is not { } number) return null;
        context.Response.Cookies.Delete(CookieName, new CookieOptions { Path = "/tasks" });
        return CaseNumber.IsValid(number) ? number : null;
    }
}
