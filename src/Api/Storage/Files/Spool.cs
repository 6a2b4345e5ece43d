using System.Security.Cryptography;

namespace OneWindow.Api.Storage.Files;

/// <summary>
/// A file on its way in: written sealed to the local disk while it arrives, so that memory stays flat and no plain copy
/// ever lies there. It is gone when it is disposed of, unless a store has taken it over.
/// </summary>
internal sealed class Spool : IAsyncDisposable
{
    private readonly FileSealer _sealer;
    private readonly FileStream _file;
    private readonly AesGcm _cipher;
    private readonly IncrementalHash _hash;
    private readonly byte[] _plain = new byte[FileSealer.ChunkLength];
    private readonly byte[] _sealed = new byte[FileSealer.ChunkLength + FileSealer.TagLength];
    private readonly byte[] _nonce = FileSealer.NewNonce();
    private int _filled;
    private long _chunk;

    private Spool(FileSealer sealer, FileStream file)
    {
        (_sealer, _file, _hash) = (sealer, file, sealer.Hash());
        Span<byte> header = stackalloc byte[FileSealer.HeaderLength];
        _cipher = sealer.Begin(header);
        file.Write(header);
    }

    /// <summary>Where it lies; a store may move it away.</summary>
    public string Path => _file.Name;

    /// <summary>Plain bytes so far.</summary>
    public long Size { get; private set; }

    /// <summary>Address of the content; null until finished.</summary>
    public string? Address { get; private set; }

    /// <summary>Begins a spool with a name of its own.</summary>
    /// <exception cref="FileStoreException">The disk does not take it.</exception>
    public static Spool Create(string folder, FileSealer sealer)
    {
        try
        {
            return Begin(folder, sealer);
        }
        catch (Exception exception) when (FileStoreException.IsCause(exception))
        {
            throw new FileStoreException(exception);
        }
    }

    public async Task WriteAsync(ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        _hash.AppendData(content.Span);
        Size += content.Length;
        while (content.Length > 0)
        {
            // A full chunk waits until more comes: only then it is known not to be the last.
            if (_filled == _plain.Length) await SealAsync(last: false, ct);
            var part = Math.Min(content.Length, _plain.Length - _filled);
            content[..part].CopyTo(_plain.AsMemory(_filled));
            (_filled, content) = (_filled + part, content[part..]);
        }
    }

    /// <summary>Ends the file. It is on the disk, past every cache, when this returns.</summary>
    public async Task FinishAsync(CancellationToken ct)
    {
        await SealAsync(last: true, ct);
        await _file.DisposeAsync();
        Address = FileSealer.AddressOf(_hash);
    }

    /// <summary>Reads back what was written.</summary>
    public Task<SealedReader> OpenAsync(CancellationToken ct) =>
        SealedReader.OpenAsync(_sealer, new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1), ct);

    public async ValueTask DisposeAsync()
    {
        await _file.DisposeAsync();
        _cipher.Dispose();
        _hash.Dispose();
        CryptographicOperations.ZeroMemory(_plain);
        File.Delete(Path);
    }

    private static Spool Begin(string folder, FileSealer sealer)
    {
        Directory.CreateDirectory(folder);
        var path = System.IO.Path.Combine(System.IO.Path.GetFullPath(folder), Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)));
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.Read | FileShare.Delete, BufferSize = 0 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new Spool(sealer, new FileStream(path, options));
    }

    private async Task SealAsync(bool last, CancellationToken ct)
    {
        FileSealer.Nonce(_nonce, _chunk++, last);
        _cipher.Encrypt(_nonce, _plain.AsSpan(0, _filled), _sealed.AsSpan(0, _filled), _sealed.AsSpan(_filled, FileSealer.TagLength));
        try
        {
            await _file.WriteAsync(_sealed.AsMemory(0, _filled + FileSealer.TagLength), ct);
            if (last) _file.Flush(flushToDisk: true);
        }
        catch (Exception exception) when (FileStoreException.IsCause(exception))
        {
            throw new FileStoreException(exception);
        }

        _filled = 0;
    }
}
