using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OneWindow.Api.Features.Messages.Webhooks;

/// <summary>
/// Signatures as the Standard Webhooks scheme has them: HMAC-SHA256 over id, timestamp and body with full stops between,
/// written "v1,base64". The same for what goes out and what comes in.
/// </summary>
internal static class WebhookSignature
{
    public const string IdHeader = "webhook-id";
    public const string TimestampHeader = "webhook-timestamp";
    public const string SignatureHeader = "webhook-signature";

    /// <summary>How far the sender's clock may be from ours, either way.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private const string SecretPrefix = "whsec_";
    private const string Version = "v1,";
    private const int SecretLength = 32;

    public static string NewSecret() => SecretPrefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretLength));

    /// <param name="timestamp">Seconds since 1970 UTC.</param>
    public static string Sign(string secret, string id, long timestamp, ReadOnlySpan<byte> body) =>
        Version + Convert.ToBase64String(Hash(secret, id, timestamp, body));

    /// <summary>Whether one of the signatures (there are several while a sender changes its secret) is right.</summary>
    /// <param name="signatures">Of the header, with blanks between.</param>
    public static bool IsRight(string secret, string id, long timestamp, ReadOnlySpan<byte> body, string signatures)
    {
        var wanted = Encoding.ASCII.GetBytes(Sign(secret, id, timestamp, body));
        var found = false;
        // All are compared, so that the time it takes tells nothing.
        foreach (var signature in signatures.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            found |= CryptographicOperations.FixedTimeEquals(wanted, Encoding.UTF8.GetBytes(signature));
        return found;
    }

    public static bool IsFresh(long timestamp, DateTimeOffset now) =>
        timestamp >= (now - Tolerance).ToUnixTimeSeconds() && timestamp <= (now + Tolerance).ToUnixTimeSeconds();

    private static byte[] Hash(string secret, string id, long timestamp, ReadOnlySpan<byte> body)
    {
        var head = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}."));
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Convert.FromBase64String(secret[SecretPrefix.Length..]));
        hash.AppendData(head);
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }
}
