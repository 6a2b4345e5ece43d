using OneWindow.Domain.Files;

namespace OneWindow.Domain.Tests.Files;

public sealed class FileNameTests
{
    [Theory]
    [InlineData("身份证正面.jpg", "身份证正面.jpg")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData(@"C:\a\照片.png", "照片.png")]
    [InlineData("a\0b.pdf", "ab.pdf")]
    [InlineData("a\r\nSet-Cookie: x=1.pdf", "aSet-Cookie: x=1.pdf")]
    [InlineData("photo\u202Egpj.exe", "photogpj.exe")]
    [InlineData("a\u200Bb\uFEFF.pdf", "ab.pdf")]
    [InlineData("a\uD800.pdf", "a.pdf")]
    [InlineData("  .. ", "file")]
    [InlineData("", "file")]
    [InlineData(null, "file")]
    [InlineData("𠮷.png", "𠮷.png")]
    public void A_name_keeps_what_people_read_and_nothing_that_misleads(string? given, string shown) =>
        Assert.Equal(shown, FileName.Clean(given));

    [Fact]
    public void A_long_name_is_cut_before_its_extension_and_never_within_a_character()
    {
        var name = FileName.Clean($"{string.Concat(Enumerable.Repeat("𠮷", 300))}.pdf");
        Assert.InRange(name.Length, FileName.MaxLength - 1, FileName.MaxLength);
        Assert.EndsWith("𠮷.pdf", name, StringComparison.Ordinal);
        Assert.DoesNotContain('\uFFFD', name);
    }

    [Theory]
    [InlineData("a.PDF", "pdf")]
    [InlineData("a.tar.gz", "gz")]
    [InlineData("3.身份证", null)]
    [InlineData("扫描 2026.09.29", null)]
    [InlineData("a.", null)]
    [InlineData("a", null)]
    public void An_extension_is_what_looks_like_one(string name, string? extension) =>
        Assert.Equal(extension, FileName.ExtensionOf(name));

    [Theory]
    [InlineData("扫描 2026.09.29", "扫描 2026.09.29.pdf")]
    [InlineData("a.pdf", "a.pdf")]
    public void A_name_without_an_extension_gets_the_one_of_its_content(string name, string shown) =>
        Assert.Equal(shown, FileName.WithExtension(name, FileType.Pdf));
}
