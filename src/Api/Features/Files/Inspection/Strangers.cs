using System.Text;

namespace OneWindow.Api.Features.Files.Inspection;

/// <summary>Names what is not taken, so that whoever sent it knows what to do instead.</summary>
internal static class Strangers
{
    public static readonly (string Zh, string En) Archive = ("压缩包", "an archive");
    public static readonly (string Zh, string En) Macros = ("带宏的文档", "a document with macros");
    public static readonly (string Zh, string En) Bomb = ("解压后过大的文档", "a document that unpacks to far more than its size");
    private static readonly (string Zh, string En) Program = ("程序", "a program");
    private static readonly (string Zh, string En) WebPage = ("网页", "a web page");
    private static readonly (string Zh, string En) Drawing = ("SVG 图形", "an SVG drawing");
    private static readonly (string Zh, string En) Unknown = ("这种文件", "an unknown kind of file");

    private static readonly (byte[] Signature, (string Zh, string En) Name)[] Known =
    [
        ("MZ"u8.ToArray(), Program),
        ([0x7F, .. "ELF"u8], Program),
        ([0xCF, 0xFA, 0xED, 0xFE], Program),
        ([0xCA, 0xFE, 0xBA, 0xBE], Program),
        ("#!"u8.ToArray(), Program),
        ([0xD0, 0xCF, 0x11, 0xE0], ("旧版 Office 文档（doc、xls）", "an old Office document (doc, xls)")),
        ("Rar!"u8.ToArray(), Archive),
        ([0x37, 0x7A, 0xBC, 0xAF], Archive),
        ([0x1F, 0x8B], Archive),
        ("PK"u8.ToArray(), Archive),
        ("GIF8"u8.ToArray(), ("GIF 图片", "a GIF picture")),
        ("BM"u8.ToArray(), ("BMP 图片", "a BMP picture")),
        ("II*\0"u8.ToArray(), ("TIFF 图片", "a TIFF picture")),
        ("MM\0*"u8.ToArray(), ("TIFF 图片", "a TIFF picture")),
    ];

    public static (string Zh, string En) Name(byte[] head)
    {
        foreach (var (signature, name) in Known)
        {
            if (head.AsSpan().StartsWith(signature)) return name;
        }

        // Marks are plain letters in every encoding of one byte a letter; blanks and a byte order mark may stand before.
        var text = Encoding.Latin1.GetString(head).Replace("\0", "", StringComparison.Ordinal);
        if (text.Contains("<svg", StringComparison.OrdinalIgnoreCase)) return Drawing;
        return text.Contains("<html", StringComparison.OrdinalIgnoreCase) || text.Contains("<!doctype html", StringComparison.OrdinalIgnoreCase)
            || text.Contains("<script", StringComparison.OrdinalIgnoreCase) || text.Contains("<body", StringComparison.OrdinalIgnoreCase)
            ? WebPage
            : Unknown;
    }
}
