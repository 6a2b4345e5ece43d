using Microsoft.AspNetCore.Components;
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
    public static Task WriteAsync(HttpContext context, int status, string code, string? message) =>
        WriteAsync<StatusPage>(context, status, new() { [nameof(StatusPage.Code)] = code, [nameof(StatusPage.Message)] = message });

    /// <summary>Answers with a page that the address does not name.</summary>
    public static async Task WriteAsync<TPage>(HttpContext context, int status, Dictionary<string, object?> parameters)
        where TPage : IComponent
    {
        // The page that failed may have used up what renders pages; the answer gets a scope of its own.
        var before = context.RequestServices;
        await using var scope = before.CreateAsyncScope();
        context.RequestServices = scope.ServiceProvider;
        // What renders a page adds its headers and minds that they are there already.
        context.Response.Headers.Remove("blazor-enhanced-nav");
        try
        {
            var page = new RazorComponentResult<TPage>(parameters) { StatusCode = status };
            await page.ExecuteAsync(context);
        }
        finally
        {
            context.RequestServices = before;
        }
    }
}
