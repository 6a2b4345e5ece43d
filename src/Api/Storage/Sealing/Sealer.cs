using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using OneWindow.Domain.Cases;

namespace OneWindow.Api.Storage.Sealing;

/// <summary>
/// Keeps identity numbers and phones unreadable at rest (AES-256-GCM) and yet findable by equality (HMAC-SHA256). Both
/// keys are derived from the one data key; who loses that loses the sealed texts.
/// </summary>
internal sealed class Sealer : IDisposable
{
    private const byte Format = 1;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int KeyLength = 32;
    private readonly byte[] _sealKey;
    private readonly byte[] _indexKey;

    public Sealer(byte[] dataKey)
    {
        if (dataKey.Length != KeyLength) throw new ArgumentException("The data key has 32 bytes.", nameof(dataKey));
        _sealKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, dataKey, KeyLength, info: "onewindow seal"u8.ToArray());
        _indexKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, dataKey, KeyLength, info: "onewindow index"u8.ToArray());
    }

    public string Seal(string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var output = new byte[1 + NonceLength + plain.Length + TagLength];
        output[0] = Format;
        var nonce = output.AsSpan(1, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = Cipher();
        cipher.Encrypt(nonce, plain, output.AsSpan(1 + NonceLength, plain.Length), output.AsSpan(^TagLength), [Format]);
        return Base64Url.EncodeToString(output);
    }

    /// <exception cref="CryptographicException">The text was sealed with another key, or changed.</exception>
    public string Open(string sealedText)
    {
        var input = Base64Url.DecodeFromChars(sealedText);
        if (input.Length < 1 + NonceLength + TagLength || input[0] != Format)
            throw new CryptographicException("The sealed text has an unknown form.");
        var plain = new byte[input.Length - 1 - NonceLength - TagLength];
        using var cipher = Cipher();
        cipher.Decrypt(
            input.AsSpan(1, NonceLength), input.AsSpan(1 + NonceLength, plain.Length), input.AsSpan(^TagLength), plain, [Format]);
        return Encoding.UTF8.GetString(plain);
    }

    /// <summary>Blind index: equal for equal texts of one kind.</summary>
    /// <param name="kind">What the text is (<see cref="IndexKinds"/>), so that equal texts of two kinds differ.</param>
    /// <param name="text">In its normal form: no blanks, one letter case.</param>
    public string Index(string kind, string text) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(_indexKey, Encoding.UTF8.GetBytes($"{kind}\0{text}")));

    public SealedText SealWithIndex(string kind, string text) => new(Seal(text), Index(kind, text));

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_sealKey);
        CryptographicOperations.ZeroMemory(_indexKey);
    }

    // One for each call: a cipher has a state of its own, and two threads in one would write what nobody can open again.
    private AesGcm Cipher() => new(_sealKey, TagLength);
}

internal static class IndexKinds
{
    public const string IdNumber = "id-number";
    public const string Phone = "phone";
    public const string SignIn = "sign-in";
    public const string Track = "track";
    public const string TrackNumber = "track-number";
    public const string Draft = "draft";
    public const string Application = "application";
    public const string SavedApplication = "saved-application";
    public const string Letter = "letter";
    public const string IdempotencyKey = "idempotency-key";
    public const string ApplicantService = "applicant-service";
}
