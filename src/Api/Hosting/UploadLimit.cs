using Microsoft.AspNetCore.Http.Features;
using OneWindow.Api.Features.Files;
using OneWindow.Api.Storage.Files;
using OneWindow.Domain.Files;

namespace OneWindow.Api.Hosting;

/// <summary>How much a form with files may bring. One that says it is larger is refused before any of it is read by a handler.</summary>
internal static class UploadLimit
{
    private const string FormType = "multipart/form-data";

    public static async Task Apply(HttpContext context, RequestDelegate next)
    {
        if (context.Request.ContentType?.StartsWith(FormType, StringComparison.OrdinalIgnoreCase) is true)
        {
            var settings = context.RequestServices.GetRequiredService<FileSettings>();
            if (context.Request.ContentLength > settings.MaxRequestBytes)
            {
                if (await FormKeeping.TryShowTooLargeAsync(context, settings, next)) return;
                throw FileErrors.TooLarge(MultipartForm.FileField, settings.MaxBytes);
            }

            if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = settings.MaxRequestBytes;
        }

        await next(context);
    }
}
