using System.Text;

namespace OneWindow.Workflows.Expressions.JavaScript;

/// <summary>encodeURIComponent and its family.</summary>
internal static class UriFunctions
{
    public const string ComponentKept = "-_.!~*'()";
    public const string Reserved = ";/?:@&=+$,#";
    public const string WholeKept = ComponentKept + Reserved;

    public static Value Encode(ScriptRun run, string text, string kept)
    {
        run.Scan(text.Length);
        run.CheckLength(9L * text.Length);
        var result = new StringBuilder();
        Span<byte> bytes = stackalloc byte[4];
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsAsciiLetterOrDigit(text[i]) || kept.Contains(text[i], StringComparison.Ordinal))
            {
                result.Append(text[i]);
                continue;
            }
            if (!Rune.TryGetRuneAt(text, i, out var rune)) throw Errors.Uri();
            var count = rune.EncodeToUtf8(bytes);
            for (var b = 0; b < count; b++) result.Append('%').Append(bytes[b].ToString("X2"));
            i += rune.Utf16SequenceLength - 1;
        }
        return run.Charge(result.ToString());
    }

    public static Value Decode(ScriptRun run, string text, string keptEncoded)
    {
        run.Scan(text.Length);
        run.CheckLength(text.Length);
        var result = new StringBuilder();
        Span<byte> bytes = stackalloc byte[4];
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '%')
            {
                result.Append(text[i]);
                continue;
            }
            var start = i;
            bytes[0] = ReadByte(text, i);
            var count = bytes[0] switch { < 0x80 => 1, >= 0xc2 and < 0xe0 => 2, >= 0xe0 and < 0xf0 => 3, >= 0xf0 and < 0xf5 => 4, _ => throw Errors.Uri() };
            for (var b = 1; b < count; b++) bytes[b] = ReadByte(text, i += 3);
            i += 2;
            if (Rune.DecodeFromUtf8(bytes[..count], out var rune, out var used) is not System.Buffers.OperationStatus.Done || used != count) throw Errors.Uri();
            if (count == 1 && keptEncoded.Contains((char)rune.Value, StringComparison.Ordinal)) result.Append(text, start, 3);
            else result.Append(rune.ToString());
        }
        return run.Charge(result.ToString());
    }

    private static byte ReadByte(string text, int at)
    {
        if (at + 2 >= text.Length || text[at] != '%') throw Errors.Uri();
        var (high, low) = (NumberReader.DigitValue(text[at + 1]), NumberReader.DigitValue(text[at + 2]));
        return high < 16 && low < 16 ? (byte)((high * 16) + low) : throw Errors.Uri();
    }
}
