using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using OneWindow.Api.Features.Sheets;

namespace OneWindow.Api.Endpoints;

/// <summary>Sends a table as a file while its rows are read.</summary>
internal sealed class SheetResult(Sheet sheet) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        // What packs a workbook ends its parts without waiting.
        if (httpContext.Features.Get<IHttpBodyControlFeature>() is { } body) body.AllowSynchronousIO = true;
        var response = httpContext.Response;
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(sheet.FileName);
        response.Headers.ContentDisposition = disposition.ToString();
        response.Headers.CacheControl = "no-store";
        response.ContentType = sheet.MediaType;
        return sheet.WriteAsync(response.Body, httpContext.RequestAborted);
    }
}
