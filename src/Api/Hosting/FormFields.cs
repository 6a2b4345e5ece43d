using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace OneWindow.Api.Hosting;

/// <summary>What was typed into a form. Its files are passed over as they arrive and are never kept.</summary>
/// <param name="Values">By the fields' names; at most <see cref="MostBytes"/> of UTF-8 together.</param>
/// <param name="Files">Bytes that each field brought in files; fields where none was chosen are left out.</param>
internal sealed record FormFields(IReadOnlyDictionary<string, string[]> Values, IReadOnlyDictionary<string, long> Files)
{
    public const int MostBytes = 128 * 1024;
    private const int MostFields = 1000;

    /// <summary>A Chinese character of three bytes takes nine in a form without files.</summary>
    private const int MostEncodedBytes = 3 * MostBytes + 16 * 1024;

    /// <returns>Null where it is no form, is cut off, or holds more than anybody types.</returns>
    public static async Task<FormFields?> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        try
        {
            if (MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
                return await ReadAsync(new MultipartReader(HeaderUtilities.RemoveQuotes(type.Boundary).ToString(), request.Body), ct);
            return request.HasFormContentType && request.ContentLength is <= MostEncodedBytes ? Of(await request.ReadFormAsync(ct)) : null;
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or ArgumentException)
        {
            return null;
        }
    }

    /// <returns>Null where it holds more than anybody types.</returns>
    public static FormFields? Of(IFormCollection form) =>
        form.Count > MostFields || form.Sum(f => Encoding.UTF8.GetByteCount(f.Key) + f.Value.Sum(v => (long)Encoding.UTF8.GetByteCount(v ?? ""))) > MostBytes
            ? null
            : new FormFields(
                form.ToDictionary(f => f.Key, f => f.Value.OfType<string>().ToArray(), StringComparer.Ordinal),
                form.Files.Where(f => f.Length > 0).GroupBy(f => f.Name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Sum(f => f.Length), StringComparer.Ordinal));

    private static async Task<FormFields?> ReadAsync(MultipartReader reader, CancellationToken ct)
    {
        var texts = new KeyValueAccumulator();
        var files = new Dictionary<string, long>(StringComparer.Ordinal);
        var left = MostBytes;
        var buffer = new byte[MostBytes + 1];
        while (await reader.ReadNextSectionAsync(ct) is { } section)
        {
            var header = section.GetContentDispositionHeader();
            var name = HeaderUtilities.RemoveQuotes(header?.Name ?? "").ToString();
            if (header?.IsFileDisposition() is true)
            {
                if (await LengthAsync(section.Body, buffer, ct) is var length and > 0) files[name] = files.GetValueOrDefault(name) + length;
                continue;
            }

            var read = await section.Body.ReadAtLeastAsync(buffer.AsMemory(0, left + 1), left + 1, throwOnEndOfStream: false, ct);
            if (read > left || texts.ValueCount == MostFields) return null;
            left -= read;
            texts.Append(name, Encoding.UTF8.GetString(buffer, 0, read));
        }

        return new FormFields(texts.GetResults().ToDictionary(t => t.Key, t => t.Value.OfType<string>().ToArray(), StringComparer.Ordinal), files);
    }

    private static async Task<long> LengthAsync(Stream body, byte[] buffer, CancellationToken ct)
    {
        var length = 0L;
        while (await body.ReadAsync(buffer, ct) is var read and > 0) length += read;
        return length;
    }
}
