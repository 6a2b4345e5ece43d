namespace OneWindow.Domain.Files;

/// <summary>A kind of file that is taken.</summary>
/// <param name="Name">What people call it, alike in both languages.</param>
/// <param name="IsViewable">Whether a browser shows it by itself; anything else is only saved.</param>
/// <param name="Extensions">Lower case, without the dot; the first is added to a name that has none.</param>
public sealed record FileType(string Name, string MediaType, bool IsViewable, IReadOnlyList<string> Extensions)
{
    public static readonly FileType Pdf = new("PDF", "application/pdf", true, ["pdf"]);
    public static readonly FileType Jpeg = new("JPEG", "image/jpeg", true, ["jpg", "jpeg", "jpe", "jfif"]);
    public static readonly FileType Png = new("PNG", "image/png", true, ["png"]);
    public static readonly FileType WebP = new("WebP", "image/webp", true, ["webp"]);
    public static readonly FileType Heic = new("HEIC", "image/heic", false, ["heic", "heif"]);
    public static readonly FileType Docx = new("Word (docx)", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", false, ["docx"]);
    public static readonly FileType Xlsx = new("Excel (xlsx)", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", false, ["xlsx"]);

    /// <summary>The national format for official documents (GB/T 33190).</summary>
    public static readonly FileType Ofd = new("OFD", "application/ofd", false, ["ofd"]);

    public static IReadOnlyList<FileType> All { get; } = [Pdf, Jpeg, Png, WebP, Heic, Docx, Xlsx, Ofd];

    /// <summary>Null for what was never taken.</summary>
    public static FileType? Of(string mediaType) => All.FirstOrDefault(t => t.MediaType == mediaType);
}
