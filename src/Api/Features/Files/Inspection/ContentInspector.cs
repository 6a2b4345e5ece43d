using System.Buffers.Binary;
using OneWindow.Domain.Files;

namespace OneWindow.Api.Features.Files.Inspection;

/// <summary>
/// Says what a file is by its content, never by its name or by what the sender calls it. Nothing is unpacked and no
/// picture is decoded: only headers and tables of contents are read.
/// </summary>
internal static class ContentInspector
{
    private const int HeadLength = 4096;
    private const int TailLength = 2048;
    private static readonly string[] HeicBrands = ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"];

    /// <exception cref="Domain.Errors.RefusedException">It is nothing that is taken, is damaged, or a picture beyond measure.</exception>
    public static async Task<FileType> InspectAsync(Stream content, string field, CancellationToken ct)
    {
        var head = await ReadAsync(content, 0, HeadLength, ct);
        if (Starts(head, "%PDF-"u8)) return await PdfAsync(content, field, ct);
        if (Starts(head, [0xFF, 0xD8, 0xFF])) return Picture(FileType.Jpeg, await ImageSizes.OfJpegAsync(content, ct), field);
        if (Starts(head, [0x89, .. "PNG\r\n\x1A\n"u8])) return Picture(FileType.Png, ImageSizes.OfPng(head), field);
        if (Starts(head, "RIFF"u8) && Starts(Rest(head, 8), "WEBP"u8)) return Picture(FileType.WebP, ImageSizes.OfWebP(head), field);
        if (Starts(Rest(head, 4), "ftyp"u8) && IsHeic(head)) return Picture(FileType.Heic, ImageSizes.OfHeic(await ReadAsync(content, 0, ImageSizes.HeicSearch, ct)), field);
        if (Starts(head, "PK\x03\x04"u8)) return await PackageAsync(content, field, ct);
        throw FileErrors.TypeRefused(field, Strangers.Name(head));
    }

    /// <summary>Bytes of the content from a place; fewer at its end.</summary>
    public static async Task<byte[]> ReadAsync(Stream content, long from, int count, CancellationToken ct)
    {
        content.Position = from;
        var bytes = new byte[Math.Clamp(content.Length - from, 0, count)];
        await content.ReadExactlyAsync(bytes, ct);
        return bytes;
    }

    private static async Task<FileType> PdfAsync(Stream content, string field, CancellationToken ct)
    {
        var tail = await ReadAsync(content, Math.Max(0, content.Length - TailLength), TailLength, ct);
        return tail.AsSpan().IndexOf("%%EOF"u8) >= 0 ? FileType.Pdf : throw FileErrors.Damaged(field, FileType.Pdf);
    }

    private static FileType Picture(FileType type, ImageSize? size, string field)
    {
        if (size is not { Width: > 0, Height: > 0 } known) throw FileErrors.Damaged(field, type);
        return known.IsSane ? type : throw FileErrors.ImageTooLarge(field);
    }

    private static async Task<FileType> PackageAsync(Stream content, string field, CancellationToken ct)
    {
        var package = await ZipDirectory.ReadAsync(content, ct);
        var type = package switch
        {
            null => throw FileErrors.TypeRefused(field, Strangers.Archive),
            { HasMacros: true } => throw FileErrors.TypeRefused(field, Strangers.Macros),
            _ when package.Has("[Content_Types].xml") && package.Has("word/document.xml") => FileType.Docx,
            _ when package.Has("[Content_Types].xml") && package.Has("xl/workbook.xml") => FileType.Xlsx,
            _ when package.Has("OFD.xml") => FileType.Ofd,
            _ => throw FileErrors.TypeRefused(field, Strangers.Archive),
        };
        return package.IsBomb ? throw FileErrors.TypeRefused(field, Strangers.Bomb) : type;
    }

    private static bool IsHeic(byte[] head)
    {
        var length = (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(head), (uint)head.Length);
        for (var at = 8; at + 4 <= length; at += 4)
        {
            // Bytes 12 to 15 are a version, no brand.
            if (at != 12 && HeicBrands.Contains(System.Text.Encoding.Latin1.GetString(head, at, 4))) return true;
        }

        return false;
    }

    private static ReadOnlySpan<byte> Rest(byte[] head, int from) => head.AsSpan(Math.Min(from, head.Length));

    private static bool Starts(ReadOnlySpan<byte> head, ReadOnlySpan<byte> signature) => head.StartsWith(signature);
}
