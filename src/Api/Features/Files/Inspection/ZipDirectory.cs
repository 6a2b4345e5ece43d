using System.Buffers.Binary;
using System.Text;

namespace OneWindow.Api.Features.Files.Inspection;

/// <summary>The table of contents of a zip file, from its end. No entry is opened, so that none can unpack to anything.</summary>
internal sealed class ZipDirectory
{
    private const int EndLength = 22;
    private const int LongestComment = 65_535;
    private const int EntryLength = 46;
    private const int MostEntries = 10_000;
    private const int MostBytes = 2 << 20;
    private const long MostUnpacked = 512L << 20;
    private const uint EndSignature = 0x06054B50;
    private const uint EntrySignature = 0x02014B50;

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private long _unpacked;

    private ZipDirectory()
    {
    }

    /// <summary>Whether it says of itself that it unpacks to more than anybody's machine should.</summary>
    public bool IsBomb => _unpacked > MostUnpacked;

    public bool HasMacros => _names.Any(n => n.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase));

    public bool Has(string name) => _names.Contains(name);

    /// <summary>Null for what is no whole zip file of a reasonable number of entries.</summary>
    public static async Task<ZipDirectory?> ReadAsync(Stream content, CancellationToken ct)
    {
        var from = Math.Max(0, content.Length - EndLength - LongestComment);
        var tail = await ContentInspector.ReadAsync(content, from, EndLength + LongestComment, ct);
        if (FindEnd(tail) is not { } end) return null;
        var (count, length, offset) = (
            BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(end + 10)),
            BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 12)),
            BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 16)));
        if (count > MostEntries || length > MostBytes || offset + length > from + end) return null;
        var table = await ContentInspector.ReadAsync(content, offset, (int)length, ct);
        return Parse(table, count);
    }

    private static int? FindEnd(ReadOnlySpan<byte> tail)
    {
        for (var at = tail.Length - EndLength; at >= 0; at--)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(tail[at..]) == EndSignature) return at;
        }

        return null;
    }

    private static ZipDirectory? Parse(ReadOnlySpan<byte> table, int count)
    {
        var directory = new ZipDirectory();
        for (var i = 0; i < count; i++)
        {
            if (table.Length < EntryLength || BinaryPrimitives.ReadUInt32LittleEndian(table) != EntrySignature) return null;
            var nameLength = BinaryPrimitives.ReadUInt16LittleEndian(table[28..]);
            var length = EntryLength + nameLength + BinaryPrimitives.ReadUInt16LittleEndian(table[30..]) + BinaryPrimitives.ReadUInt16LittleEndian(table[32..]);
            if (table.Length < length) return null;
            directory._unpacked += BinaryPrimitives.ReadUInt32LittleEndian(table[24..]);
            directory._names.Add(Encoding.UTF8.GetString(table.Slice(EntryLength, nameLength)));
            table = table[length..];
        }

        return directory;
    }
}
