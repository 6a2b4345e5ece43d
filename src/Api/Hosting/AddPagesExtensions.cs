using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using OneWindow.Api.Pages;
using OneWindow.Api.Pages.Shared;

namespace OneWindow.Api.Hosting;

/// <summary>The pages for people. They are rendered on the server; forms work without any script.</summary>
internal static class AddPagesExtensions
{
    private static readonly TimeSpan LanguageKept = TimeSpan.FromDays(365);

    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents();
        // Chinese stays itself instead of eight characters of escape each: pages weigh half.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddScoped<Texts>();
        services.AddScoped<Wording>();
        services.AddScoped<PageTurn>();
        services.AddSingleton<SiteAssets>();
        return services;
    }

    public static void MapPages(this WebApplication app)
    {
        app.MapRazorComponents<App>();
        app.MapPost("/sign-out", SignOutAsync).ExcludeFromDescription();
        app.MapGet("/language/{language}", Switch).ExcludeFromDescription();
    }

    /// <summary>Our own files carry their content's hash in the address and may be kept; what has none is asked for anew.</summary>
    public static void UseSiteFiles(this WebApplication app) => app.UseStaticFiles(new StaticFileOptions
    {
        OnPrepareResponse = file => file.Context.Response.Headers.CacheControl =
            file.Context.Request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : "no-cache",
    });

    private static async Task<IResult> SignOutAsync(HttpContext context, IAntiforgery antiforgery)
    {
        if (!await antiforgery.IsRequestValidAsync(context)) return TypedResults.BadRequest();
        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return TypedResults.LocalRedirect("/sign-in");
    }

    private static IResult Switch(string language, string? back, HttpContext context)
    {
        if (!TextTable.Has(language)) return TypedResults.NotFound();
        context.Response.Cookies.Append(Texts.CookieName, language, new CookieOptions
        {
            MaxAge = LanguageKept,
            SameSite = SameSiteMode.Lax,
            HttpOnly = true,
            IsEssential = true,
        });
        return TypedResults.LocalRedirect(LocalPath.Or(back, "/"));
    }
}

/// <summary>Keeps redirects on this site.</summary>
internal static class LocalPath
{
    /// <summary>The path where it is one of this site, otherwise the other.</summary>
    public static string Or(string? path, string other) =>
        path is ['/', not ('/' or '\\'), ..] or "/" && !path.Any(char.IsControl) ? path : other;
}
