using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace OneWindow.Api.Storage;

/// <summary>Instants as whole microseconds since 1970 UTC: one type that sorts on every provider.</summary>
internal sealed class UtcMicroseconds() : ValueConverter<DateTimeOffset, long>(
    instant => ToMicroseconds(instant), value => FromMicroseconds(value))
{
    public static long ToMicroseconds(DateTimeOffset instant) =>
        (instant.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset FromMicroseconds(long value) =>
        DateTimeOffset.UnixEpoch.AddTicks(value * TimeSpan.TicksPerMicrosecond);
}

/// <summary>
/// Two instants are the same where they are stored as the same, whatever their offset: what was counted anew with the
/// same outcome is not written again.
/// </summary>
internal sealed class StoredInstants() : ValueComparer<DateTimeOffset>(
    (a, b) => UtcMicroseconds.ToMicroseconds(a) == UtcMicroseconds.ToMicroseconds(b),
    instant => UtcMicroseconds.ToMicroseconds(instant).GetHashCode());

/// <summary>Yuan as whole fen, so that every provider can add them up exactly.</summary>
internal sealed class YuanAsFen() : ValueConverter<decimal, long>(yuan => (long)(yuan * 100m), fen => fen / 100m);

internal static class JsonText
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>
    /// Stores an immutable value as JSON text. Values are replaced, never changed in place, so that comparing
    /// references is enough to know a change.
    /// </summary>
    public static PropertyBuilder<T> HasJsonText<T>(this PropertyBuilder<T> property) => property
        .HasConversion(
            value => JsonSerializer.Serialize(value, Options),
            text => JsonSerializer.Deserialize<T>(text, Options)!,
            new ValueComparer<T>((a, b) => ReferenceEquals(a, b), value => value!.GetHashCode(), value => value))
        .HasMaxLength(Lengths.Unlimited);
}
