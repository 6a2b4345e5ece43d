using System.Text;

namespace OneWindow.Api.Storage;

/// <summary>
/// Beginnings as ranges of text. SQLite and PostgreSQL compare by code point; SQL Server compares the halves of a rare
/// character (beyond U+FFFF) one by one and so puts it before U+E000. A range up to the next code point is right on all.
/// </summary>
internal static class TextRange
{
    private const int LastBeforeHalves = 0xD7FF;
    private const int FirstAfterHalves = 0xE000;
    private const int LastCodePoint = 0x10FFFF;

    /// <summary>The first text behind all those that begin with this one.</summary>
    /// <param name="beginning">Not empty.</param>
    public static string End(string beginning)
    {
        Rune.DecodeLastFromUtf16(beginning, out var last, out var length);
        return last.Value switch
        {
            LastCodePoint => beginning + last,
            LastBeforeHalves => beginning[..^length] + (char)FirstAfterHalves,
            var value => beginning[..^length] + new Rune(value + 1),
        };
    }
}
