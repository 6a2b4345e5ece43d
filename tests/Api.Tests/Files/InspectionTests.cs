using System.Text;
using OneWindow.Api.Features.Files.Inspection;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Domain.Errors;
using OneWindow.Domain.Files;

namespace OneWindow.Api.Tests.Files;

/// <summary>A file is what its bytes say.</summary>
public sealed class InspectionTests
{
    public static TheoryData<string, string> Taken => new()
    {
        { "PDF", "pdf" }, { "PNG", "png" }, { "JPEG", "jpg" }, { "JPEG", "jpg-of-a-camera" }, { "WebP", "webp" }, { "HEIC", "heic" },
        { "Word (docx)", "docx" }, { "Excel (xlsx)", "xlsx" }, { "OFD", "ofd" },
    };

    [Theory]
    [MemberData(nameof(Taken))]
    public async Task What_is_taken_is_known_by_its_content(string name, string sample) =>
        Assert.Equal(name, (await InspectAsync(Sample(sample))).Name);

    [Theory]
    [InlineData("MZ\u0090\0", "程序")]
    [InlineData("\u007fELF\u0002", "程序")]
    [InlineData("#!/bin/sh\nrm -rf /", "程序")]
    [InlineData("<!DOCTYPE html><html><script>alert(1)</script>", "网页")]
    [InlineData("\n\n  <body onload=alert(1)>", "网页")]
    [InlineData("<?xml version=\"1.0\"?><svg onload=\"alert(1)\"/>", "SVG")]
    [InlineData("GIF89a<script>", "GIF")]
    [InlineData("Rar!\u001a\u0007", "压缩包")]
    [InlineData("PK\u0003\u0004 and nothing after it", "压缩包")]
    [InlineData("just words", "这种文件")]
    [InlineData("x", "这种文件")]
    [InlineData("RIFF", "这种文件")]
    [InlineData("1234ftypavif", "这种文件")]
    public async Task What_is_not_taken_is_refused_and_named(string content, string found)
    {
        var refused = await RefusedAsync(Encoding.Latin1.GetBytes(content));
        Assert.Equal("file-type-refused", refused.Code);
        Assert.Contains(found, Assert.Single(refused.Errors["file"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_with_macros_is_refused() =>
        Assert.Contains("宏", (await RefusedAsync(SampleFiles.Zip("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"))).Errors["file"][0], StringComparison.Ordinal);

    [Fact]
    public async Task A_plain_archive_is_no_document() =>
        Assert.Equal("file-type-refused", (await RefusedAsync(SampleFiles.Zip("run.exe", "word/document.xml"))).Code);

    [Fact]
    public async Task A_bomb_is_refused_without_being_unpacked()
    {
        var bomb = SampleFiles.Bomb();
        Assert.InRange(bomb.Length, 1, 10 << 20);
        Assert.Contains("解压", (await RefusedAsync(bomb)).Errors["file"][0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("%PDF-1.7 cut off in the middle")]
    [InlineData("\u0089PNG\r\n\u001a\n")]
    [InlineData("\u00ff\u00d8\u00ff\u00e1")]
    [InlineData("\u00ff\u00d8\u00ff\u00d9")]
    [InlineData("RIFF1234WEBPVP8X")]
    public async Task What_is_cut_off_is_damaged(string content) =>
        Assert.Equal("file-damaged", (await RefusedAsync(Encoding.Latin1.GetBytes(content))).Code);

    [Theory]
    [InlineData("png")]
    [InlineData("jpg")]
    [InlineData("webp")]
    [InlineData("heic")]
    public async Task A_picture_beyond_measure_is_refused(string kind)
    {
        var content = kind switch
        {
            "png" => SampleFiles.Png(2_000_000_000, 2_000_000_000),
            "jpg" => SampleFiles.Jpeg(65_000, 65_000),
            "webp" => SampleFiles.WebP(16_000_000, 16_000_000),
            _ => SampleFiles.Heic(20_000, 20_000),
        };
        Assert.Equal("image-too-large", (await RefusedAsync(content)).Code);
    }

    [Fact]
    public async Task A_picture_without_a_size_is_damaged() =>
        Assert.Equal("file-damaged", (await RefusedAsync(SampleFiles.Png(0, 600))).Code);

    private static byte[] Sample(string name) => name switch
    {
        "pdf" => SampleFiles.Pdf(),
        "png" => SampleFiles.Png(),
        "jpg" => SampleFiles.Jpeg(),
        "jpg-of-a-camera" => SampleFiles.Jpeg(before: 300_000),
        "webp" => SampleFiles.WebP(),
        "heic" => SampleFiles.Heic(),
        "docx" => SampleFiles.Docx,
        "xlsx" => SampleFiles.Zip("[Content_Types].xml", "xl/workbook.xml"),
        _ => SampleFiles.Zip("OFD.xml", "Doc_0/Document.xml"),
    };

    private static Task<FileType> InspectAsync(byte[] content) => ContentInspector.InspectAsync(new MemoryStream(content), "file", Answers.Ct);

    private static Task<RefusedException> RefusedAsync(byte[] content) => Assert.ThrowsAsync<RefusedException>(() => InspectAsync(content));
}
