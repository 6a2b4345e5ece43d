using System.Text;

namespace OneWindow.Api.Features.Sheets;

/// <summary>
/// A table as comma-separated text (RFC 4180): UTF-8 with its mark at the beginning, without which Excel takes Chinese for
/// something else. What a spreadsheet would take for a formula gets an apostrophe before it.
/// </summary>
internal static class CsvSheet
{
    private static readonly Encoding WithMark = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true);

    public static async Task WriteAsync(Sheet sheet, Stream output, CancellationToken ct)
    {
        await using var writer = new StreamWriter(output, WithMark, leaveOpen: true);
        await writer.WriteAsync(Line(sheet.Columns).AsMemory(), ct);
        await foreach (var row in sheet.Rows.WithCancellation(ct)) await writer.WriteAsync(Line(row).AsMemory(), ct);
    }

    /// <summary>A text that no spreadsheet works out. Blanks before it do not hide a formula.</summary>
    public static string Harmless(string text) => text.AsSpan().TrimStart() is ['=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠', ..] || text is ['\t' or '\r' or '\n', ..] ? $"'{text}" : text;

    private static string Line(IEnumerable<string> cells) => $"{string.Join(',', cells.Select(c => Quoted(Harmless(c))))}\r\n";

    private static string Quoted(string text) => text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
