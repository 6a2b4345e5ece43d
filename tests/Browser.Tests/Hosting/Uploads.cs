using Microsoft.Playwright;

namespace OneWindow.Browser.Tests.Hosting;

/// <summary>Files as people send them, right and wrong.</summary>
internal static class Uploads
{
    /// <summary>The head of a JPEG picture of 8 × 8 pixels, and its end.</summary>
    private static readonly byte[] Jpeg =
    [
        0xFF, 0xD8, 0xFF, 0xE0, 0x00, 0x10, (byte)'J', (byte)'F', (byte)'I', (byte)'F', 0x00, 0x01, 0x01, 0x00, 0x00, 0x01, 0x00, 0x01, 0x00, 0x00,
        0xFF, 0xC0, 0x00, 0x0B, 0x08, 0x00, 0x08, 0x00, 0x08, 0x01, 0x01, 0x11, 0x00, 0xFF, 0xD9,
    ];

    /// <param name="size">Bytes; what is beyond the picture is filled up.</param>
    public static FilePayload Picture(string name, int size = 0)
    {
        var content = new byte[Math.Max(size, Jpeg.Length)];
        Jpeg.CopyTo(content, 0);
        return Of(name, content);
    }

    public static FilePayload Of(string name, byte[] content) => new() { Name = name, MimeType = "image/jpeg", Buffer = content };
}
