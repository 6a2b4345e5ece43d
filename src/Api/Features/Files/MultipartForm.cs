using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using OneWindow.Domain.Files;

namespace OneWindow.Api.Features.Files;

/// <summary>
/// A multipart form that is read as it arrives, the files in it without ever holding one whole. Its fields therefore
/// stand before its files, as forms with files are commonly sent.
/// </summary>
internal sealed class MultipartForm
{
    public const string FileField = "file";
    private const string MaterialField = "material";
    private const int MostFields = 20;
    private const int LongestField = 1000;
    private const int LongestBoundary = 200;

    private readonly Dictionary<string, string> _fields = new(StringComparer.Ordinal);
    private readonly MultipartReader _reader;
    private MultipartSection? _next;

    private MultipartForm(MultipartReader reader) => _reader = reader;

    /// <summary>The files, of the material that the form names.</summary>
    public Uploads Uploads => new(FileField, FilesAsync());

    /// <summary>A field's text; null where it was not sent.</summary>
    public string? Text(string name) => _fields.GetValueOrDefault(name);

    /// <summary>Reads up to the first file.</summary>
    /// <exception cref="Domain.Errors.RefusedException"><c>upload-invalid</c>: no multipart form, or cut off.</exception>
    public static async Task<MultipartForm> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 and <= LongestBoundary } boundary)
            throw FileErrors.UploadInvalid(FileField);
        var form = new MultipartForm(new MultipartReader(boundary.ToString(), request.Body));
        while (await form.NextAsync(ct) is { } section && !IsFile(section)) await form.KeepAsync(section, ct);
        return form;
    }

    private static bool IsFile(MultipartSection section) => section.GetContentDispositionHeader()?.IsFileDisposition() is true;

    private async Task<MultipartSection?> NextAsync(CancellationToken ct)
    {
        try
        {
            return _next = await _reader.ReadNextSectionAsync(ct);
        }
        catch (Exception exception) when (exception is InvalidDataException || exception is IOException and not BadHttpRequestException)
        {
            throw FileErrors.UploadInvalid(FileField);
        }
    }

    private async Task KeepAsync(MultipartSection section, CancellationToken ct)
    {
        var name = HeaderUtilities.RemoveQuotes(section.GetContentDispositionHeader()?.Name ?? "").ToString();
        var bytes = new byte[LongestField + 1];
        int read;
        try
        {
            read = await section.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, ct);
        }
        catch (Exception exception) when (exception is IOException and not BadHttpRequestException)
        {
            throw FileErrors.UploadInvalid(FileField);
        }

        if (name.Length == 0 || read > LongestField || _fields.Count == MostFields) throw FileErrors.UploadInvalid(FileField);
        _fields[name] = Encoding.UTF8.GetString(bytes, 0, read).Trim();
    }

    private async IAsyncEnumerable<IncomingFile> FilesAsync([EnumeratorCancellation] CancellationToken ct = default)
    {
        for (var section = _next; section is not null; section = await NextAsync(ct))
        {
            if (!IsFile(section)) throw FileErrors.UploadInvalid(FileField);
            var header = section.GetContentDispositionHeader()!;
            var name = HeaderUtilities.RemoveQuotes(header.FileNameStar.HasValue ? header.FileNameStar : header.FileName).ToString();
            yield return new IncomingFile(FileField, Text(MaterialField) is { Length: > 0 } key ? key : null, name, section.Body);
        }
    }
}
