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
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents();
        // Chinese stays itself instead of eight characters of escape each: pages weigh half.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddScoped<Texts>();
        services.AddScoped<Wording>();
        services.AddScoped<PageTurn>();
        services.AddScoped<AnswerNotes>();
        services.AddSingleton<SiteAssets>();
        services.AddSingleton<KeptForms>();
        // Styles, scripts and drawings only: a page holds what is secret beside what somebody typed, and how well the two
        // compress together would tell of the secret.
        services.AddResponseCompression(options => (options.EnableForHttps, options.MimeTypes) = (true, ["text/css", "text/javascript", "image/svg+xml"]));
        return services;
    }

    public static void MapPages(this WebApplication app)
    {
        app.MapRazorComponents<App>();
        app.MapPost("/sign-out", SignOutAsync).ExcludeFromDescription();
        app.MapGet("/language/{language}", Switch).ExcludeFromDescription();
    }

    /// <summary>Our own files carry their content's hash in the address and may be kept; what has none is asked for anew.</summary>
    public static void UseSiteFiles(this WebApplication app)
    {
        app.UseResponseCompression();
        app.UseStaticFiles(new StaticFileOptions
        {
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl =
                file.Context.Request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : "no-cache",
        });
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, IAntiforgery antiforgery)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            // A session that has ended by itself needs no proof that its owner ends it.
            return context.User.Identity?.IsAuthenticated is true ? TypedResults.BadRequest() : TypedResults.LocalRedirect("/sign-in");
        }

        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return TypedResults.LocalRedirect("/sign-in");
    }

    private static IResult Switch(string language, string? back, HttpContext context) =>
        Texts.TrySwitch(context, language) ? TypedResults.LocalRedirect(LocalPath.Or(back, "/")) : TypedResults.NotFound();
}

/// <summary>Keeps redirects on this site.</summary>
internal static class LocalPath
{
    /// <summary>The path where it is one of this site, otherwise the other.</summary>
    public static string Or(string? path, string other) =>
        path is ['/', not ('/' or '\\'), ..] or "/" && !path.Any(char.IsControl) ? path : other;
}
