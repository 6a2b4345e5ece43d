using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Storage;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Errors;

namespace OneWindow.Api.Hosting;

/// <summary>Turns what was thrown into a problem. Only bugs are logged as errors, and nothing of a request's content is.</summary>
internal sealed class RefusalHandler(ILogger<RefusalHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        switch (exception)
        {
            case RefusedException refused:
                await WriteAsync(httpContext, refused);
                break;
            case DbUpdateConcurrencyException:
                await WriteAsync(httpContext, CaseErrors.StaleVersion());
                break;
            case BadHttpRequestException { InnerException: JsonException json }:
                await Problems.WriteAsync(httpContext, StatusCodes.Status400BadRequest, "json-invalid", null, ErrorsOf(json));
                break;
            case BadHttpRequestException bad:
                await TellAsync(httpContext, bad.StatusCode, Problems.CodeOf(bad.StatusCode), null);
                break;
            case var unstorable when UnstorableText.Is(unstorable):
                await TellAsync(httpContext, StatusCodes.Status400BadRequest, "request-invalid", null);
                break;
            case OperationCanceledException when httpContext.RequestAborted.IsCancellationRequested:
                break;
            case var failed when StoreUnavailable.Is(failed):
                // What the database said may quote values; its kind is enough.
                logger.LogError("The database cannot serve now ({Error}): trace {TraceId}", failed.GetBaseException().GetType().Name, httpContext.TraceIdentifier);
                await TellAsync(httpContext, StatusCodes.Status503ServiceUnavailable, "storage-unavailable", null);
                break;
            default:
                logger.LogError(exception, "A bug: trace {TraceId}", httpContext.TraceIdentifier);
                await TellAsync(httpContext, StatusCodes.Status500InternalServerError, "internal-error", null);
                break;
        }

        return true;
    }

    private static Task WriteAsync(HttpContext context, RefusedException refused) =>
        TellAsync(context, Problems.StatusOf(refused.Kind), refused.Code, refused.Message, refused.Errors);

    private static Task TellAsync(
        HttpContext context, int status, string code, string? message, IReadOnlyDictionary<string, string[]>? errors = null) =>
        PageAnswers.WantsPage(context.Request)
            ? PageAnswers.WriteAsync(context, status, code, message)
            : Problems.WriteAsync(context, status, code, message, errors);

    // The path says where, in the caller's own words; the exception's message would quote the content.
    private static Dictionary<string, string[]> ErrorsOf(JsonException json) =>
        json.Path is { Length: > 2 } path ? new() { [path[2..]] = ["类型或格式不对"] } : [];
}
