namespace OneWindow.Api.Hosting;

/// <summary>Headers that keep a browser from doing with our pages what we do not mean.</summary>
internal static class SecureHeaders
{
    private const string ContentPolicy =
        "default-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    // A document of ours within a page of ours: a paper that is read beside the form. It is of a kind that its content was
    // looked at for, it is never a page, and it may load and run nothing.
    private const string FramedPolicy =
        "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; object-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    private static readonly object Framed = new();

    /// <summary>Lets pages of this site, and no others, show the answer within themselves.</summary>
    public static void AllowFrame(HttpContext context) => context.Items[Framed] = true;

    public static Task Add(HttpContext context, RequestDelegate next)
    {
        // At the last moment: whoever answers for an exception begins with empty headers.
        context.Response.OnStarting(() => Write(context));
        return next(context);
    }

    private static Task Write(HttpContext context)
    {
        var headers = context.Response.Headers;
        var framed = context.Items.ContainsKey(Framed);
        headers.ContentSecurityPolicy = framed ? FramedPolicy : ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = framed ? "SAMEORIGIN" : "DENY";
        headers["Referrer-Policy"] = "same-origin";
        if (context.Request.IsApi()) headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }
}
