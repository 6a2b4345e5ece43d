using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using OneWindow.Api.Pages.Account;
using OneWindow.Api.Pages.Shared;
using OneWindow.Api.Storage.Files;
using OneWindow.Domain.Files;

namespace OneWindow.Api.Hosting;

/// <summary>
/// A page's form that cannot be taken comes back with what was typed: after signing in again where the session had ended,
/// at once where its proof of origin no longer fits or its files are too many. Only forms of our own pages are kept:
/// another site's could put words into somebody's mouth.
/// </summary>
internal static class FormKeeping
{
    /// <summary>Beyond so many times of what a request may bring, nobody waits for its end to answer it.</summary>
    private const int Patience = 4;

    /// <summary>Field by which somebody asks for the same page in another language.</summary>
    public const string LanguageField = "language";

    private static readonly string[] Hidden = ["__RequestVerificationToken", "password"];

    /// <summary>Whether somebody sent a form of one of our pages.</summary>
    public static bool IsOwnForm(HttpContext context) =>
        HttpMethods.IsPost(context.Request.Method)
        && IsPage(context)
        && IsFromHere(context.Request);

    /// <summary>Shows a form whose proof of origin does not fit again, as it was filled in. Stands behind antiforgery.</summary>
    public static Task ShowAgain(HttpContext context, RequestDelegate next)
    {
        if (!IsOwnForm(context)) return SayAsync(context, next, StatusCodes.Status400BadRequest, "request-invalid");
        if (context.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false }) return SayAsync(context, next, StatusCodes.Status409Conflict, "stale-version");
        // Judged and no longer carried out: reading it harms nobody.
        context.Features.Set<IAntiforgeryValidationFeature>(null);
        var form = context.Request.Form;
        if (!form.TryGetValue(KeptForm.Field, out var text)) return ShowAsync(context, Of(context.Request, form), next);
        var switched = Texts.TrySwitch(context, form[LanguageField]);
        var kept = context.RequestServices.GetRequiredService<KeptForms>().Open(text);
        return ShowAsync(context, kept?.IsFor(context.User.Identity?.Name) is true ? kept with { IsQuiet = switched } : null, next);
    }

    /// <summary>The form that the page which is shown answers, for whoever wants to see the same in another language.</summary>
    /// <returns>Null where the page answers none.</returns>
    public static KeptForm? Sent(HttpContext context) => context.Features.Get<KeptForm>()
        ?? (IsOwnForm(context) && context.Request.HasFormContentType ? Of(context.Request, context.Request.Form) : null);

    /// <summary>Shows a form whose files are more than a request may bring again, and says so beside the largest.</summary>
    /// <returns>False where it is no page's form, or too much to wait for its end.</returns>
    public static async Task<bool> TryShowTooLargeAsync(HttpContext context, FileSettings settings, RequestDelegate next)
    {
        if (!IsOwnForm(context) || context.Request.ContentLength > Patience * settings.MaxRequestBytes) return false;
        // An answer before the end of the form would be lost on its way: browsers send all of it first.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = null;
        if (await FormFields.ReadAsync(context.Request, context.RequestAborted) is not { Files.Count: > 0 } fields) return false;
        var largest = fields.Files.MaxBy(f => f.Value).Key;
        await ShowAsync(context, Of(context.Request, fields) with { Refusal = FileErrors.TooLarge(largest, settings.MaxBytes) }, next);
        return true;
    }

    /// <summary>Answers a form whose session has ended with the sign-in page, which carries what was typed.</summary>
    /// <returns>False where there is nothing to keep.</returns>
    public static async Task<bool> TryAskToSignInAsync(HttpContext context)
    {
        if (!IsOwnForm(context) || await FormFields.ReadAsync(context.Request, context.RequestAborted) is not { } fields) return false;
        var forms = context.RequestServices.GetRequiredService<KeptForms>();
        var kept = fields.Values.TryGetValue(KeptForm.Field, out var before) ? forms.Open(before[0]) : Of(context.Request, fields);
        if (kept is null) return false;
        kept = kept with { Owner = kept.Owner ?? EndedUser(context) };
        if (fields.Values.TryGetValue(LanguageField, out var language)) Texts.TrySwitch(context, language[0]);
        context.Features.Set(kept with { IsQuiet = true });
        await PageAnswers.WriteAsync<SignInPage>(context, StatusCodes.Status401Unauthorized, new() { [nameof(SignInPage.Kept)] = forms.Seal(kept), [nameof(SignInPage.Address)] = kept.Address });
        return true;
    }

    /// <summary>A form that its page no longer has, because somebody else was quicker for one, would be answered without a word.</summary>
    private static async Task SayAsync(HttpContext context, RequestDelegate next, int status, string code)
    {
        var sent = HttpMethods.IsPost(context.Request.Method) && IsPage(context);
        // What is judged already need not be asked of the page, whose answer differs by environment.
        var isRefused = sent && context.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false };
        if (isRefused) context.Response.StatusCode = StatusCodes.Status400BadRequest;
        else await next(context);
        if (sent && context.Response is { HasStarted: false, StatusCode: StatusCodes.Status400BadRequest }) await PageAnswers.WriteAsync(context, status, code, null);
    }

    /// <summary>Whose session it was that has ended: its ticket says so also when its time is over.</summary>
    private static string? EndedUser(HttpContext context)
    {
        var options = context.RequestServices.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(CookieAuthenticationDefaults.AuthenticationScheme);
        return options.CookieManager.GetRequestCookie(context, options.Cookie.Name!) is { Length: > 0 } cookie ? options.TicketDataFormat.Unprotect(cookie)?.Principal.Identity?.Name : null;
    }

    private static bool IsPage(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null;

    private static KeptForm? Of(HttpRequest request, IFormCollection form) => FormFields.Of(form) is { } fields ? Of(request, fields) : null;

    private static KeptForm Of(HttpRequest request, FormFields fields) => new(
        $"{request.Path}{request.QueryString}",
        fields.Values.Where(f => !Hidden.Contains(f.Key)).ToDictionary(StringComparer.Ordinal),
        fields.Files.Count > 0)
    {
        Owner = request.HttpContext.User.Identity?.Name,
    };

    private static Task ShowAsync(HttpContext context, KeptForm? kept, RequestDelegate next)
    {
        if (kept is not null) context.Features.Set(kept);
        context.Request.Method = HttpMethods.Get;
        return next(context);
    }

    // Browsers say where a form comes from; what is no browser says nothing and is nobody's hand.
    private static bool IsFromHere(HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString() switch
    {
        "same-origin" => true,
        "" => request.Headers.Origin.ToString() is var origin && (origin.Length == 0 || (Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority == request.Host.Value)),
        _ => false,
    };
}
