using OneWindow.Domain.Errors;

namespace OneWindow.Api.Features.Sheets;

/// <summary>Forms in which a table is taken away.</summary>
internal enum SheetFormat
{
    Xlsx,
    Csv,
}

/// <summary>A table that is written while its rows are read; whoever writes it holds no more than a row.</summary>
/// <param name="Name">Of the file, without what it ends with.</param>
internal sealed record Sheet(string Name, SheetFormat Format, IReadOnlyList<string> Columns, IAsyncEnumerable<IReadOnlyList<string>> Rows)
{
    public string FileName => $"{Name}.{SheetFormats.Word(Format)}";

    public string MediaType => Format is SheetFormat.Csv ? "text/csv; charset=utf-8" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public Task WriteAsync(Stream output, CancellationToken ct) => Format is SheetFormat.Csv ? CsvSheet.WriteAsync(this, output, ct) : XlsxSheet.WriteAsync(this, output, ct);
}

/// <summary>The words for formats.</summary>
internal static class SheetFormats
{
    public static string Word(SheetFormat format) => format is SheetFormat.Csv ? "csv" : "xlsx";

    public static SheetFormat Of(string? word) => string.Equals(word, "csv", StringComparison.OrdinalIgnoreCase) ? SheetFormat.Csv : SheetFormat.Xlsx;

    public static void Check(string? word, Findings findings)
    {
        if (!string.IsNullOrEmpty(word) && !string.Equals(word, Word(Of(word)), StringComparison.OrdinalIgnoreCase)) findings.Add("format", "应为 xlsx 或 csv。(xlsx or csv.)");
    }
}
