using System.Buffers.Binary;
using System.Security.Cryptography;

namespace OneWindow.Api.Storage.Files;

/// <summary>
/// The form in which files lie at rest: a format byte, a salt, then the content in chunks, each under AES-256-GCM. Every
/// file has a key of its own, derived from the data key and its salt; the nonce is the chunk's number and whether it is
/// the last, so that chunks cannot be swapped, left out or cut off unnoticed. Addresses are keyed hashes of the content,
/// so that equal files are kept once and nobody without the key can tell whether a known document is among them.
/// </summary>
internal sealed class FileSealer : IDisposable
{
    /// <summary>Plain bytes of a chunk; only the last is shorter.</summary>
    public const int ChunkLength = 64 * 1024;

    public const int TagLength = 16;
    public const int HeaderLength = 1 + SaltLength;

    private const byte Format = 1;
    private const int SaltLength = 32;
    private const int KeyLength = 32;
    private const int NonceLength = 12;
    private readonly byte[] _sealKey;
    private readonly byte[] _addressKey;

    public FileSealer(byte[] dataKey)
    {
        if (dataKey.Length != KeyLength) throw new ArgumentException("The data key has 32 bytes.", nameof(dataKey));
        _sealKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, dataKey, KeyLength, info: "onewindow file seal"u8.ToArray());
        _addressKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, dataKey, KeyLength, info: "onewindow file address"u8.ToArray());
    }

    /// <summary>Takes the content and gives its address.</summary>
    public IncrementalHash Hash() => IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _addressKey);

    /// <summary>An address in the form that stores use: 64 lower-case hexadecimal digits.</summary>
    public static string AddressOf(IncrementalHash hash) => Convert.ToHexStringLower(hash.GetHashAndReset());

    /// <summary>Begins a sealed file.</summary>
    public AesGcm Begin(Span<byte> header)
    {
        header[0] = Format;
        RandomNumberGenerator.Fill(header[1..HeaderLength]);
        return Cipher(header);
    }

    /// <exception cref="CryptographicException">It is no sealed file.</exception>
    public AesGcm Open(ReadOnlySpan<byte> header)
    {
        if (header[0] != Format) throw new CryptographicException("The sealed file has an unknown form.");
        return Cipher(header);
    }

    public static void Nonce(Span<byte> nonce, long chunk, bool last)
    {
        nonce.Clear();
        BinaryPrimitives.WriteInt64BigEndian(nonce, chunk);
        nonce[8] = last ? (byte)1 : (byte)0;
    }

    public static byte[] NewNonce() => new byte[NonceLength];

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_sealKey);
        CryptographicOperations.ZeroMemory(_addressKey);
    }

    private AesGcm Cipher(ReadOnlySpan<byte> header)
    {
        Span<byte> key = stackalloc byte[KeyLength];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _sealKey, key, header[1..HeaderLength], [Format]);
        return new AesGcm(key, TagLength);
    }
}
