namespace OneWindow.Api.Hosting;

/// <summary>Headers that keep a browser from doing with our pages what we do not mean.</summary>
internal static class SecureHeaders
{
    private const string ContentPolicy =
        "default-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public static Task Add(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        if (context.Request.IsApi()) headers.CacheControl = "no-store";
        return next(context);
    }
}
