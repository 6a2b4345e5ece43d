using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace OneWindow.Api.Tests.Files;

/// <summary>The smallest files of each kind, and files that are not what they seem.</summary>
internal static class SampleFiles
{
    public static byte[] Pdf(string text = "a") => Encoding.ASCII.GetBytes($"%PDF-1.4\n% {text}\ntrailer\n%%EOF\n");

    /// <summary>A PDF of a size, whose bytes do not repeat.</summary>
    public static byte[] PdfOf(int bytes)
    {
        var content = new byte[bytes];
        new Random(bytes).NextBytes(content);
        "%PDF-1.4\n"u8.CopyTo(content);
        "\n%%EOF"u8.CopyTo(content.AsSpan(bytes - 6));
        return content;
    }

    public static byte[] Png(int width = 800, int height = 600)
    {
        byte[] content = [0x89, .. "PNG\r\n\x1A\n"u8, 0, 0, 0, 13, .. "IHDR"u8, .. new byte[13 + 4], 0, 0, 0, 0, .. "IEND"u8, 0xAE, 0x42, 0x60, 0x82];
        BinaryPrimitives.WriteInt32BigEndian(content.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(content.AsSpan(20), height);
        return content;
    }

    /// <param name="before">Bytes of descriptions that a camera writes before the size.</param>
    public static byte[] Jpeg(ushort width = 800, ushort height = 600, int before = 0)
    {
        using var content = new MemoryStream();
        content.Write([0xFF, 0xD8]);
        for (var left = before; left > 0; left -= 60_000)
        {
            var length = Math.Min(left, 60_000) + 2;
            content.Write([0xFF, 0xE1, (byte)(length >> 8), (byte)length, .. new byte[length - 2]]);
        }

        content.Write([0xFF, 0xC0, 0, 11, 8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 1, 1, 0x11, 0, 0xFF, 0xD9]);
        return content.ToArray();
    }

    public static byte[] WebP(int width = 800, int height = 600) =>
        [.. "RIFF"u8, 22, 0, 0, 0, .. "WEBPVP8X"u8, 10, 0, 0, 0, 0, 0, 0, 0, .. Three(width - 1), .. Three(height - 1)];

    public static byte[] Heic(int width = 800, int height = 600)
    {
        byte[] content = [0, 0, 0, 24, .. "ftypheic"u8, 0, 0, 0, 0, .. "mif1heic"u8, 0, 0, 0, 20, .. "ispe"u8, .. new byte[12]];
        BinaryPrimitives.WriteInt32BigEndian(content.AsSpan(36), width);
        BinaryPrimitives.WriteInt32BigEndian(content.AsSpan(40), height);
        return content;
    }

    public static byte[] Docx => Zip("[Content_Types].xml", "word/document.xml");

    public static byte[] Zip(params string[] names)
    {
        using var content = new MemoryStream();
        using (var zip = new ZipArchive(content, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var name in names) Write(zip, name, "<a/>"u8.ToArray());
        return content.ToArray();
    }

    /// <summary>A document of some hundred kilobytes that says it unpacks to a gigabyte.</summary>
    public static byte[] Bomb()
    {
        using var content = new MemoryStream();
        using (var zip = new ZipArchive(content, ZipArchiveMode.Create, leaveOpen: true))
        {
            Write(zip, "[Content_Types].xml", "<a/>"u8.ToArray());
            using var entry = zip.CreateEntry("word/document.xml", CompressionLevel.Fastest).Open();
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 600; i++) entry.Write(zeros);
        }

        return content.ToArray();
    }

    private static void Write(ZipArchive zip, string name, byte[] bytes)
    {
        using var entry = zip.CreateEntry(name).Open();
        entry.Write(bytes);
    }

    private static byte[] Three(int number) => [(byte)number, (byte)(number >> 8), (byte)(number >> 16)];
}
