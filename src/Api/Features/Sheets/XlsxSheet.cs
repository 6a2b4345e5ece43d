using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace OneWindow.Api.Features.Sheets;

/// <summary>
/// A table as an Office Open XML workbook (ECMA-376), written from front to back: the few parts that every spreadsheet
/// program needs, and the rows as inline texts, which no program works out as formulas. Longer tables go on in further
/// sheets, each with the head.
/// </summary>
internal static class XlsxSheet
{
    /// <summary>Rows of a sheet, as the format allows.</summary>
    public const int MostRows = 1_048_576;

    /// <summary>Characters of a cell, as the format allows.</summary>
    private const int MostCharacters = 32_767;

    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";
    private const string Types = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    private const string HeadStyle = "1";
    private const double WideCharacter = 2.1;

    public static async Task WriteAsync(Sheet sheet, Stream output, CancellationToken ct, int mostRows = MostRows)
    {
        await using var zip = await ZipArchive.CreateAsync(output, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, ct);
        await using var rows = sheet.Rows.GetAsyncEnumerator(ct);
        var (sheets, more) = (0, true);
        while (more) more = await WriteSheetAsync(zip, ++sheets, sheet.Columns, rows, mostRows, ct);
        await PartAsync(zip, "xl/workbook.xml", Workbook(sheets), ct);
        await PartAsync(zip, "xl/_rels/workbook.xml.rels", Links(Enumerable.Range(1, sheets).Select(i => ($"rId{i}", "worksheet", $"worksheets/sheet{i}.xml")).Append(("rIdStyles", "styles", "styles.xml"))), ct);
        await PartAsync(zip, "xl/styles.xml", Styles, ct);
        await PartAsync(zip, "_rels/.rels", Links([("rId1", "officeDocument", "xl/workbook.xml")]), ct);
        await PartAsync(zip, "[Content_Types].xml", ContentTypes(sheets), ct);
    }

    /// <returns>Whether rows are left for another sheet.</returns>
    private static async Task<bool> WriteSheetAsync(ZipArchive zip, int number, IReadOnlyList<string> columns, IAsyncEnumerator<IReadOnlyList<string>> rows, int mostRows, CancellationToken ct)
    {
        await using var stream = await zip.CreateEntry($"xl/worksheets/sheet{number}.xml", CompressionLevel.Fastest).OpenAsync(ct);
        await using var writer = XmlWriter.Create(stream, new XmlWriterSettings { Async = true, Encoding = new UTF8Encoding(false), CloseOutput = false });
        await writer.WriteStartDocumentAsync(standalone: true);
        await writer.WriteStartElementAsync(null, "worksheet", Main);
        await writer.WriteRawAsync($"<sheetViews><sheetView workbookViewId=\"0\"{(number == 1 ? " tabSelected=\"1\"" : "")}><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>");
        await writer.WriteRawAsync($"<cols>{string.Concat(columns.Select((c, i) => string.Create(CultureInfo.InvariantCulture, $"<col min=\"{i + 1}\" max=\"{i + 1}\" width=\"{Math.Max(12, c.Length * WideCharacter + 6):0.#}\" customWidth=\"1\"/>")))}</cols>");
        await writer.WriteStartElementAsync(null, "sheetData", Main);
        await RowAsync(writer, columns, HeadStyle);
        var (written, more) = (1, false);
        while (await rows.MoveNextAsync())
        {
            await RowAsync(writer, rows.Current, null);
            more = ++written == mostRows;
            if (more) break;
        }

        await writer.WriteEndElementAsync();
        await writer.WriteEndElementAsync();
        await writer.WriteEndDocumentAsync();
        return more;
    }

    private static async Task RowAsync(XmlWriter writer, IReadOnlyList<string> cells, string? style)
    {
        await writer.WriteStartElementAsync(null, "row", Main);
        foreach (var cell in cells)
        {
            await writer.WriteStartElementAsync(null, "c", Main);
            if (style is not null) await writer.WriteAttributeStringAsync(null, "s", null, style);
            if (cell.Length > 0)
            {
                await writer.WriteAttributeStringAsync(null, "t", null, "inlineStr");
                await writer.WriteStartElementAsync(null, "is", Main);
                await writer.WriteStartElementAsync(null, "t", Main);
                await writer.WriteAttributeStringAsync("xml", "space", null, "preserve");
                await writer.WriteStringAsync(Readable(cell));
                await writer.WriteEndElementAsync();
                await writer.WriteEndElementAsync();
            }

            await writer.WriteEndElementAsync();
        }

        await writer.WriteEndElementAsync();
    }

    /// <summary>What XML can hold of a text, and no more than a cell takes.</summary>
    private static string Readable(string text)
    {
        var cut = text.Length <= MostCharacters ? text : text[..MostCharacters];
        var whole = true;
        for (var i = 0; i < cut.Length && whole; i++)
            whole = char.IsHighSurrogate(cut[i]) ? i + 1 < cut.Length && char.IsLowSurrogate(cut[++i]) : XmlConvert.IsXmlChar(cut[i]);
        return whole ? cut : string.Concat(cut.EnumerateRunes().Where(r => r != Rune.ReplacementChar).Where(r => r.Value > char.MaxValue || XmlConvert.IsXmlChar((char)r.Value)));
    }

    private static async Task PartAsync(ZipArchive zip, string name, string content, CancellationToken ct)
    {
        await using var stream = await zip.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(ct);
        await stream.WriteAsync(Encoding.UTF8.GetBytes($"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>{content}"), ct);
    }

    private static string Workbook(int sheets) =>
        $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><sheets>{Each(sheets, i => $"<sheet name=\"{i}\" sheetId=\"{i}\" r:id=\"rId{i}\"/>")}</sheets></workbook>";

    private static string Links(IEnumerable<(string Id, string Kind, string Target)> links) =>
        $"<Relationships xmlns=\"{Package}/relationships\">{string.Concat(links.Select(l => $"<Relationship Id=\"{l.Id}\" Type=\"{Relations}/{l.Kind}\" Target=\"{l.Target}\"/>"))}</Relationships>";

    private static string ContentTypes(int sheets) =>
        $"<Types xmlns=\"{Package}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
        + $"<Override PartName=\"/xl/workbook.xml\" ContentType=\"{Types}.sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"{Types}.styles+xml\"/>"
        + $"{Each(sheets, i => $"<Override PartName=\"/xl/worksheets/sheet{i}.xml\" ContentType=\"{Types}.worksheet+xml\"/>")}</Types>";

    private static string Each(int count, Func<int, string> text) => string.Concat(Enumerable.Range(1, count).Select(text));

    /// <summary>Two looks: the plain one, and the head's.</summary>
    private static string Styles =>
        $"<styleSheet xmlns=\"{Main}\"><fonts count=\"2\"><font><sz val=\"11\"/></font><font><b/><sz val=\"11\"/></font></fonts>"
        + "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills>"
        + "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
        + "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
        + "<cellXfs count=\"2\"><xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/><xf numFmtId=\"49\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\"/></cellXfs></styleSheet>";
}
