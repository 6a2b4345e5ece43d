using OneWindow.Domain.Errors;

namespace OneWindow.Domain.Files;

/// <summary>Every expected "no" about a file. Codes are contract. A field is named as the form names it.</summary>
public static class FileErrors
{
    private const long BytesPerMegabyte = 1 << 20;

    /// <summary>Also the answer where the file is of a case that the caller may not know of.</summary>
    public static RefusedException NotFound() => new(RefusalKind.NotFound, "file-not-found", "没有这个文件。");

    /// <summary>There is a row and the store has no content for it: an operator must look.</summary>
    public static RefusedException Unavailable() => new(RefusalKind.NotFound, "file-unavailable", "文件内容暂时无法读取，请联系管理员。");

    public static RefusedException Required(string field) =>
        Field("file-required", field, "请选择文件。(Choose a file.)");

    public static RefusedException Empty(string field) =>
        Field("file-empty", field, "文件是空的。(The file is empty.)");

    public static RefusedException TooMany(string field, int most) =>
        Field("files-too-many", field, $"一次最多上传 {most} 个文件。(At most {most} files at a time.)");

    public static RefusedException TooLarge(string field, long mostBytes) => new(
        RefusalKind.TooLarge, "file-too-large", "文件过大。",
        On(field, $"文件不能超过 {mostBytes / BytesPerMegabyte} MB。(A file has at most {mostBytes / BytesPerMegabyte} MB.)"));

    /// <summary>The files of one case together.</summary>
    public static RefusedException CaseFull(string field, long mostBytes) => new(
        RefusalKind.TooLarge, "case-files-full", "办件的文件总量过大。",
        On(field, $"一个办件的文件合计不能超过 {mostBytes / BytesPerMegabyte} MB。(The files of a case have at most {mostBytes / BytesPerMegabyte} MB together.)"));

    /// <param name="found">What the content looks like, in Chinese and English.</param>
    public static RefusedException TypeRefused(string field, (string Zh, string En) found) => Field("file-type-refused", field,
        $"不能接收{found.Zh}，请上传图片、PDF、OFD、docx 或 xlsx。(The content looks like {found.En}. Send a picture, PDF, OFD, docx or xlsx.)");

    public static RefusedException TypeMismatch(string field, string extension, FileType found) => Field("file-type-mismatch", field,
        $"文件名以 .{extension} 结尾，内容却是 {found.Name}，请核对后再传。(The name ends in .{extension}, but the content is {found.Name}.)");

    public static RefusedException Damaged(string field, FileType type) => Field("file-damaged", field,
        $"{type.Name} 文件不完整或已损坏。(The {type.Name} file is incomplete or damaged.)");

    public static RefusedException ImageTooLarge(string field) =>
        Field("image-too-large", field, "图片的长宽过大。(The picture has too many pixels.)");

    /// <summary>What was sent is no form with files, or ended too early.</summary>
    public static RefusedException UploadInvalid(string field) =>
        Field("upload-invalid", field, "上传内容不完整，请重试。(The upload is incomplete or not a multipart form. Try again.)");

    /// <summary>A resident gives what was asked for and nothing else.</summary>
    public static RefusedException NotAsked(string field) => new(
        RefusalKind.Conflict, "material-not-asked", "这项材料现在不需要补交。",
        On(field, "这项材料现在不需要补交。(This material is not asked for now.)"));

    private static RefusedException Field(string code, string field, string message) =>
        new(RefusalKind.Invalid, code, message, On(field, message));

    private static Dictionary<string, string[]> On(string field, string message) => new() { [field] = [message] };
}
