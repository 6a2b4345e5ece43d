using Microsoft.AspNetCore.Mvc;
using OneWindow.Domain.Errors;

namespace OneWindow.Api.Hosting;

/// <summary>The one shape of every "no" over HTTP (RFC 9457), and the one place that maps kinds to statuses.</summary>
internal static class Problems
{
    public static int StatusOf(RefusalKind kind) => kind switch
    {
        RefusalKind.Invalid => StatusCodes.Status400BadRequest,
        RefusalKind.Unauthenticated => StatusCodes.Status401Unauthorized,
        RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.Conflict => StatusCodes.Status409Conflict,
        RefusalKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
        _ => StatusCodes.Status429TooManyRequests,
    };

    public static string CodeOf(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "request-invalid",
        StatusCodes.Status401Unauthorized => "unauthenticated",
        StatusCodes.Status403Forbidden => "forbidden",
        StatusCodes.Status404NotFound => "not-found",
        StatusCodes.Status405MethodNotAllowed => "method-not-allowed",
        StatusCodes.Status413PayloadTooLarge => "request-too-large",
        StatusCodes.Status415UnsupportedMediaType => "media-type-unsupported",
        StatusCodes.Status429TooManyRequests => "too-many-attempts",
        _ => status >= StatusCodes.Status500InternalServerError ? "internal-error" : "request-invalid",
    };

    /// <summary>In how many seconds the same request may succeed; null where asking again is no use.</summary>
    private static string? RetryAfter(int status, string code) => status switch
    {
        StatusCodes.Status429TooManyRequests when code is "track-closed" => "900",
        StatusCodes.Status429TooManyRequests => "60",
        StatusCodes.Status503ServiceUnavailable => "5",
        _ => code is "stale-version" ? "1" : null,
    };

    /// <param name="title">Chinese text; null takes the code's own.</param>
    public static Task WriteAsync(
        HttpContext context, int status, string code, string? title, IReadOnlyDictionary<string, string[]>? errors = null)
    {
        var problem = new ProblemDetails
        {
            Type = $"urn:onewindow:{code}",
            Title = RefusalTexts.For(code, title, RefusalTexts.WantsEnglish(context.Request)),
            Status = status,
        };
        problem.Extensions["code"] = code;
        problem.Extensions["traceId"] = context.TraceIdentifier;
        problem.Extensions["errors"] = errors ?? new Dictionary<string, string[]>();
        if (RetryAfter(status, code) is { } seconds) context.Response.Headers.RetryAfter = seconds;
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(problem, options: null, "application/problem+json", context.RequestAborted);
    }
}
