using Microsoft.AspNetCore.Http.HttpResults;
using OneWindow.Api.Pages.Shared;

namespace OneWindow.Api.Hosting;

/// <summary>Tells a person in a page what software is told in a problem.</summary>
internal static class PageAnswers
{
    public static bool WantsPage(HttpRequest request) =>
        !request.IsApi()
        && !request.Path.StartsWithSegments("/health", StringComparison.Ordinal)
        && !request.Path.StartsWithSegments("/openapi", StringComparison.Ordinal);

    /// <param name="message">What the refusal said, in Chinese or both languages; null leaves it at the code's own text.</param>
    public static async Task WriteAsync(HttpContext context, int status, string code, string? message)
    {
        // The page that failed may have used up what renders pages; the answer gets a scope of its own.
        var before = context.RequestServices;
        await using var scope = before.CreateAsyncScope();
        context.RequestServices = scope.ServiceProvider;
        // What renders a page adds its headers and minds that they are there already.
        context.Response.Headers.Remove("blazor-enhanced-nav");
        try
        {
            var page = new RazorComponentResult<StatusPage>(new { Code = code, Message = message }) { StatusCode = status };
            await page.ExecuteAsync(context);
        }
        finally
        {
            context.RequestServices = before;
        }
    }
}
