using System.Security.Cryptography;
using OneWindow.Api.Features.Files;
using OneWindow.Api.Storage.Files;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Files;

/// <summary>Files at rest: sealed, whole or refused, and never held in memory.</summary>
public sealed class SpoolTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("onewindow-spool-").FullName;
    private readonly FileSealer _sealer = new(new byte[32]);

    [Theory]
    [InlineData(1)]
    [InlineData(FileSealer.ChunkLength - 1)]
    [InlineData(FileSealer.ChunkLength)]
    [InlineData(FileSealer.ChunkLength + 1)]
    [InlineData(3 * FileSealer.ChunkLength)]
    public async Task Content_comes_back_whole_and_from_any_place(int bytes)
    {
        var content = SampleFiles.PdfOf(Math.Max(bytes, 20))[..bytes];
        await using var spool = await SpoolAsync(content);
        await using var reader = await spool.OpenAsync(Answers.Ct);
        Assert.Equal((content.Length, spool.Size), (reader.Length, reader.Length));
        var read = new byte[bytes];
        await reader.ReadExactlyAsync(read, Answers.Ct);
        Assert.Equal(content, read);
        reader.Position = bytes - 1;
        Assert.Equal(1, await reader.ReadAsync(read, Answers.Ct));
        Assert.Equal(content[^1], read[0]);
    }

    [Fact]
    public async Task Equal_contents_have_one_address_and_look_different_at_rest()
    {
        await using var one = await SpoolAsync(SampleFiles.Pdf());
        await using var two = await SpoolAsync(SampleFiles.Pdf());
        await using var other = await SpoolAsync(SampleFiles.Pdf("b"));
        Assert.Equal(one.Address, two.Address);
        Assert.NotEqual(one.Address, other.Address);
        Assert.NotEqual(await File.ReadAllBytesAsync(one.Path, Answers.Ct), await File.ReadAllBytesAsync(two.Path, Answers.Ct));
        Assert.NotEqual(Convert.ToHexStringLower(SHA256.HashData(SampleFiles.Pdf())), one.Address);
    }

    [Theory]
    [InlineData("a byte changed")]
    [InlineData("the last chunk cut off")]
    [InlineData("two chunks swapped")]
    [InlineData("the header alone")]
    [InlineData("another key")]
    public async Task What_was_tampered_with_is_never_given_out(string how)
    {
        const int SealedChunk = FileSealer.ChunkLength + FileSealer.TagLength;
        await using var spool = await SpoolAsync(SampleFiles.PdfOf(3 * FileSealer.ChunkLength));
        var bytes = await File.ReadAllBytesAsync(spool.Path, Answers.Ct);
        var chunks = bytes[FileSealer.HeaderLength..].Chunk(SealedChunk).ToList();
        bytes = how switch
        {
            "a byte changed" => [.. bytes[..^100], (byte)(bytes[^100] ^ 1), .. bytes[^99..]],
            "the last chunk cut off" => bytes[..^SealedChunk],
            "two chunks swapped" => [.. bytes[..FileSealer.HeaderLength], .. chunks[1], .. chunks[0], .. chunks[2]],
            "the header alone" => bytes[..FileSealer.HeaderLength],
            _ => bytes,
        };
        using var sealer = new FileSealer(how == "another key" ? [.. new byte[31], 1] : new byte[32]);
        await Assert.ThrowsAnyAsync<CryptographicException>(async () =>
        {
            await using var reader = await SealedReader.OpenAsync(sealer, new MemoryStream(bytes), Answers.Ct);
            if (reader.Length == 0) throw new CryptographicException("Nothing is in it, which no upload is.");
            await reader.CopyToAsync(Stream.Null, Answers.Ct);
        });
    }

    [Fact]
    public async Task What_has_arrived_is_on_the_disk_and_not_in_memory()
    {
        const int Bytes = 20 << 20;
        var settings = new FileSettings(FileStoreKind.Folder, _folder, Bytes, Bytes);
        await using var arriving = new ArrivingFile(SampleFiles.PdfOf(Bytes), AddFilesExtensions.Incoming(settings));
        var staged = await new FileIntake(settings, _sealer).StageAsync(new IncomingFile("file", null, "a.pdf", arriving), Answers.Ct);
        Assert.Equal(Bytes, staged.Spool.Size);
        Assert.InRange(arriving.MostHeld, 1, 4 * FileSealer.ChunkLength);
        await staged.Spool.DisposeAsync();
        Assert.Empty(Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories));
    }

    public void Dispose()
    {
        _sealer.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<Spool> SpoolAsync(byte[] content)
    {
        var spool = Spool.Create(_folder, _sealer);
        foreach (var part in content.Chunk(10_000)) await spool.WriteAsync(part, Answers.Ct);
        await spool.FinishAsync(Answers.Ct);
        return spool;
    }

    /// <summary>Looks at each read how much of what it gave before has not come to the disk.</summary>
    private sealed class ArrivingFile(byte[] content, string folder) : MemoryStream(content)
    {
        public long MostHeld { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var written = Directory.EnumerateFiles(folder).Sum(f => new FileInfo(f).Length);
            MostHeld = Math.Max(MostHeld, Position + buffer.Length - written);
            return base.ReadAsync(buffer, cancellationToken);
        }
    }
}
