using System.Buffers.Binary;

namespace OneWindow.Api.Features.Files.Inspection;

/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
internal readonly record struct ImageSize(long Width, long Height)
{
    private const long MostPixelsOfASide = 30_000;

    /// <summary>The largest cameras of phones make 200 million.</summary>
    private const long MostPixels = 250_000_000;

    /// <summary>Whether a browser can show it without choking on it.</summary>
    public bool IsSane => Width <= MostPixelsOfASide && Height <= MostPixelsOfASide && Width * Height <= MostPixels;
}

/// <summary>Reads what pictures say of their size; null where they do not say it, which a whole picture does.</summary>
internal static class ImageSizes
{
    /// <summary>Bytes at the beginning of a HEIC file within which its description lies.</summary>
    public const int HeicSearch = 256 * 1024;

    private const int MostSegments = 1000;

    public static ImageSize? OfPng(ReadOnlySpan<byte> head) => head.Length >= 24 && head[12..16].SequenceEqual("IHDR"u8)
        ? new ImageSize(BinaryPrimitives.ReadUInt32BigEndian(head[16..]), BinaryPrimitives.ReadUInt32BigEndian(head[20..]))
        : null;

    public static ImageSize? OfWebP(ReadOnlySpan<byte> head)
    {
        if (head.Length < 30) return null;
        var kind = head[12..16];
        if (kind.SequenceEqual("VP8X"u8)) return new ImageSize(1 + Three(head[24..]), 1 + Three(head[27..]));
        if (kind.SequenceEqual("VP8 "u8)) return new ImageSize(BinaryPrimitives.ReadUInt16LittleEndian(head[26..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(head[28..]) & 0x3FFF);
        if (!kind.SequenceEqual("VP8L"u8) || head[20] != 0x2F) return null;
        var bits = BinaryPrimitives.ReadUInt32LittleEndian(head[21..]);
        return new ImageSize(1 + (bits & 0x3FFF), 1 + ((bits >> 14) & 0x3FFF));
    }

    /// <summary>The largest of the pictures in the file; what is shown is put together from tiles.</summary>
    public static ImageSize? OfHeic(ReadOnlySpan<byte> head)
    {
        ImageSize? largest = null;
        for (var at = head.IndexOf("ispe"u8); at >= 0 && at + 16 <= head.Length;)
        {
            var size = new ImageSize(BinaryPrimitives.ReadUInt32BigEndian(head[(at + 8)..]), BinaryPrimitives.ReadUInt32BigEndian(head[(at + 12)..]));
            if (largest is not { } known || size.Width * size.Height > known.Width * known.Height) largest = size;
            var next = head[(at + 4)..].IndexOf("ispe"u8);
            at = next < 0 ? -1 : at + 4 + next;
        }

        return largest;
    }

    /// <summary>Goes from segment to segment until the one that holds the size; what lies between is not read.</summary>
    public static async Task<ImageSize?> OfJpegAsync(Stream content, CancellationToken ct)
    {
        long at = 2;
        for (var segment = 0; segment < MostSegments; segment++)
        {
            var head = await ContentInspector.ReadAsync(content, at, 9, ct);
            if (head.Length < 4 || head[0] != 0xFF) return null;
            // Any number of filling bytes may stand before a marker.
            if (head[1] == 0xFF)
            {
                at++;
                continue;
            }

            if (IsFrame(head[1]))
                return head.Length < 9 ? null : new ImageSize(BinaryPrimitives.ReadUInt16BigEndian(head.AsSpan(7)), BinaryPrimitives.ReadUInt16BigEndian(head.AsSpan(5)));
            var length = BinaryPrimitives.ReadUInt16BigEndian(head.AsSpan(2));
            if (length < 2 || head[1] is StartOfScan or EndOfImage) return null;
            at += 2 + length;
        }

        return null;
    }

    private const byte StartOfScan = 0xDA;
    private const byte EndOfImage = 0xD9;

    // C4, C8 and CC are tables that lie within the row of frame markers.
    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    private static long Three(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
}
