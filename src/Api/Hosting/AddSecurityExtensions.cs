using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Sessions;

namespace OneWindow.Api.Hosting;

internal static class AddSecurityExtensions
{
    public static readonly TimeSpan SessionLength = TimeSpan.FromHours(10);
    private const string EitherScheme = "token-or-cookie";

    /// <summary>Software signs in with a token, people with a cookie; the nodes share the keys of both.</summary>
    public static IServiceCollection AddSecurity(this IServiceCollection services, IConfiguration configuration)
    {
        var secure = CookiesOver(configuration);
        services.AddAuthentication(EitherScheme)
            .AddPolicyScheme(EitherScheme, null, options => options.ForwardDefaultSelector = Select)
            .AddBearerToken(options => options.BearerTokenExpiration = SessionLength)
            .AddCookie(options => Configure(options, secure));
        // A session lasts in real time, also where a demonstration's clock is moved.
        services.PostConfigureAll<BearerTokenOptions>(options => options.TimeProvider = TimeProvider.System);
        services.PostConfigureAll<CookieAuthenticationOptions>(options => options.TimeProvider = TimeProvider.System);
        services.AddAuthorization();
        services.AddAntiforgery(options => (options.Cookie.Name, options.Cookie.SecurePolicy) = ("onewindow-form", secure));
        services.AddDataProtection().SetApplicationName("OneWindow");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>, KeysInDatabase>();
        services.AddHttpContextAccessor();
        services.AddScoped<CurrentCaller>();
        services.AddScoped<AccessPolicy>();
        services.AddScoped<AttemptGuard>();
        services.AddSingleton<PasswordHasher<string>>();
        services.AddSingleton<PasswordCheck>();
        return services;
    }

    // A cookie travels by itself, also on a request that another site caused; only a token may change things at the API.
    private static string Select(HttpContext context)
    {
        var request = context.Request;
        var changes = !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method);
        return request.Headers.Authorization.Count > 0 || (request.IsApi() && changes)
            ? BearerTokenDefaults.AuthenticationScheme
            : CookieAuthenticationDefaults.AuthenticationScheme;
    }

    private static void Configure(CookieAuthenticationOptions options, CookieSecurePolicy secure)
    {
        options.Cookie.Name = "onewindow";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = secure;
        options.ExpireTimeSpan = SessionLength;
        options.LoginPath = "/sign-in";
        options.AccessDeniedPath = "/denied";
        options.Events.OnCheckSlidingExpiration = context =>
        {
            context.ShouldRenew &= !context.Request.IsUnasked();
            return Task.CompletedTask;
        };
        options.Events.OnRedirectToLogin = async context =>
        {
            if (!await FormKeeping.TryAskToSignInAsync(context.HttpContext)) await AnswerOrRedirect(context, StatusCodes.Status401Unauthorized);
        };
        // Where somebody goes after signing in is the page's to say.
        options.Events.OnRedirectToReturnUrl = _ => Task.CompletedTask;
        options.Events.OnRedirectToAccessDenied = context => AnswerOrRedirect(context, StatusCodes.Status403Forbidden);
    }

    /// <summary>In production by https alone, unless the operator says that nobody ends TLS before it.</summary>
    private static CookieSecurePolicy CookiesOver(IConfiguration configuration)
    {
        var settings = NodeSettings.Read(configuration);
        var plain = settings is { ProxiesTold: true, Proxies.Count: 0 };
        return DeclaredEnvironment.IsProduction(configuration) && !plain ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
    }

    private static Task AnswerOrRedirect(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        if (context.Request.IsApi()) context.Response.StatusCode = status;
        else context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }
}
