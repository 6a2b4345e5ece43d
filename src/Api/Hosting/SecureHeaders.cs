namespace OneWindow.Api.Hosting;

/// <summary>Headers that keep a browser from doing with our pages what we do not mean.</summary>
internal static class SecureHeaders
{
    private const string ContentPolicy =
        "default-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public static Task Add(HttpContext context, RequestDelegate next)
    {
        // At the last moment: whoever answers for an exception begins with empty headers.
        context.Response.OnStarting(() => Write(context));
        return next(context);
    }

    private static Task Write(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        if (context.Request.IsApi()) headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }
}
