using System.Security.Cryptography;

namespace OneWindow.Api.Storage.Files;

/// <summary>
/// The content of a sealed file, chunk by chunk and from any place. Reading what was changed, cut off or sealed with
/// another key throws a <see cref="CryptographicException"/>.
/// </summary>
internal sealed class SealedReader : Stream
{
    private const int SealedChunk = FileSealer.ChunkLength + FileSealer.TagLength;
    private readonly Stream _file;
    private readonly AesGcm _cipher;
    private readonly long _chunks;
    private readonly byte[] _plain = new byte[FileSealer.ChunkLength];
    private readonly byte[] _sealed = new byte[SealedChunk];
    private readonly byte[] _nonce = FileSealer.NewNonce();
    private long _held = -1;
    private int _heldLength;
    private long _position;

    private SealedReader(Stream file, AesGcm cipher)
    {
        (_file, _cipher) = (file, cipher);
        var body = file.Length - FileSealer.HeaderLength;
        _chunks = (body + SealedChunk - 1) / SealedChunk;
        Length = body - _chunks * FileSealer.TagLength;
        if (Length < 0) throw new CryptographicException("The sealed file is cut off.");
    }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length { get; }

    public override long Position
    {
        get => _position;
        set => _position = value >= 0 ? value : throw new IOException("There is nothing before the beginning.");
    }

    /// <summary>Takes a seekable stream over, and closes it with itself.</summary>
    public static async Task<SealedReader> OpenAsync(FileSealer sealer, Stream file, CancellationToken ct)
    {
        try
        {
            var header = new byte[FileSealer.HeaderLength];
            if (await file.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false, ct) < header.Length)
                throw new CryptographicException("The sealed file is cut off.");
            return new SealedReader(file, sealer.Open(header));
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position >= Length || buffer.Length == 0) return 0;
        await HoldAsync(_position / FileSealer.ChunkLength, cancellationToken);
        var within = (int)(_position % FileSealer.ChunkLength);
        var count = Math.Min(buffer.Length, _heldLength - within);
        _plain.AsMemory(within, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        _ => Length + offset,
    };

    /// <summary>Nobody reads files without awaiting.</summary>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override async ValueTask DisposeAsync()
    {
        await _file.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _file.Dispose();
            _cipher.Dispose();
            CryptographicOperations.ZeroMemory(_plain);
        }

        base.Dispose(disposing);
    }

    private async Task HoldAsync(long chunk, CancellationToken ct)
    {
        if (_held == chunk) return;
        _held = -1;
        _file.Position = FileSealer.HeaderLength + chunk * SealedChunk;
        var read = await _file.ReadAtLeastAsync(_sealed, SealedChunk, throwOnEndOfStream: false, ct);
        if (read < FileSealer.TagLength) throw new CryptographicException("The sealed file is cut off.");
        _heldLength = read - FileSealer.TagLength;
        FileSealer.Nonce(_nonce, chunk, chunk == _chunks - 1);
        _cipher.Decrypt(_nonce, _sealed.AsSpan(0, _heldLength), _sealed.AsSpan(_heldLength, FileSealer.TagLength), _plain.AsSpan(0, _heldLength));
        _held = chunk;
    }
}
