using System.Buffers.Binary;

namespace OneWindow.Api.Features.Seeding;

/// <summary>
/// Chance that is the same for the same seed on every machine and in every version of the runtime (SplitMix64). For
/// invented data only.
/// </summary>
internal sealed class Dice(ulong seed, ulong stream)
{
    private ulong _state = seed * 0x9E3779B97F4A7C15 + stream;

    public ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    public int Below(int limit) => (int)(Next() % (ulong)limit);

    /// <summary>From 0 up to, and without, 1.</summary>
    public double Share() => (Next() >> 11) * (1.0 / (1UL << 53));

    public bool Happens(double probability) => Share() < probability;

    public T OneOf<T>(IReadOnlyList<T> list) => list[Below(list.Count)];

    /// <summary>Another identifier of the same millisecond.</summary>
    public Guid Like(Guid timed)
    {
        Span<byte> bytes = stackalloc byte[16];
        timed.TryWriteBytes(bytes, bigEndian: true, out _);
        var version = (byte)(bytes[6] & 0xF0);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[6..], (ushort)Next());
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Next());
        bytes[6] = (byte)(version | (bytes[6] & 0x0F));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new Guid(bytes, bigEndian: true);
    }
}
