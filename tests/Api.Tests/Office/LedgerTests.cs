using System.IO.Compression;
using System.Net;
using System.Text;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Features.Sheets;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Api.Tests.Pages;

namespace OneWindow.Api.Tests.Office;

/// <summary>The ledger: list, count and both exports agree for every reader, and no file does harm where it is opened.</summary>
public sealed class LedgerTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Theory]
    [InlineData("office", "")]
    [InlineData("office", "&late=true")]
    [InlineData("office", "&service=legal-aid")]
    [InlineData("office", "&area=632622203")]
    [InlineData("office", "&status=Closed&result=withdrawn")]
    [InlineData("office", "&body=legal-aid&channel=window&late=true")]
    [InlineData("legal-aid.approver", "")]
    [InlineData("window", "&body=legal-aid")]
    public async Task List_count_and_exports_agree(string userName, string filter)
    {
        await SeedAsync();
        var client = await api.ClientAsync(userName);
        var query = $"from=2026-06-01&to=2026-09-30{filter}";
        var (listed, count) = (new List<string?>(), -1);
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await client.JsonAsync($"/api/ledgers/cases?{query}&size=2&cursor={cursor}");
            listed.AddRange(page.Texts("number"));
            (cursor, count) = (page.Text("nextCursor"), page.GetProperty("count").GetInt32());
        }

        var xlsx = Xlsx(await client.GetByteArrayAsync($"/api/ledgers/cases/export?{query}&format=xlsx", Answers.Ct));
        var csv = Csv(await client.GetByteArrayAsync($"/api/ledgers/cases/export?{query}&format=csv", Answers.Ct));
        Assert.NotEmpty(listed);
        Assert.Equal(listed.Count, count);
        Assert.Equal(listed, xlsx.Skip(1).Select(r => r[0]));
        Assert.Equal(listed, csv.Skip(1).Select(r => r[0]));
        Assert.Equal(xlsx.Select(r => string.Join('|', r.Select(CsvSheet.Harmless))), csv.Select(r => string.Join('|', r)));
        Assert.All(xlsx.Skip(1), r => Assert.Matches(@"^\S{3,6}\*+\S{2,4}$", r[6]));
        Assert.DoesNotContain("13897001234", string.Concat(csv.SelectMany(r => r)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_csv_begins_with_its_mark_and_no_spreadsheet_takes_a_name_for_a_formula()
    {
        await SeedAsync();
        var bytes = await (await api.ClientAsync("office")).GetByteArrayAsync("/api/ledgers/cases/export?from=2026-06-01&to=2026-09-30&format=csv", Answers.Ct);
        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), bytes[..3]);
        var names = Csv(bytes).Skip(1).Select(r => r[5]).ToList();
        Assert.Contains("'=HYPERLINK(\"http://x\",\"y\")", names);
        Assert.Contains("'@sum", names);
        Assert.DoesNotContain(names, n => n[0] is '=' or '+' or '-' or '@');
        foreach (var text in new[] { "=1", "+1", "-1", "@x", " =1", "\t=1", "\r=1", "＝1" }) Assert.StartsWith("'", CsvSheet.Harmless(text), StringComparison.Ordinal);
        Assert.Equal("多杰 - 才让", CsvSheet.Harmless("多杰 - 才让"));
    }

    [Fact]
    public async Task A_workbook_goes_on_in_a_further_sheet_and_leaves_out_what_xml_cannot_hold()
    {
        using var memory = new MemoryStream();
        await XlsxSheet.WriteAsync(new Sheet("x", SheetFormat.Xlsx, ["头"], Rows()), memory, Answers.Ct, mostRows: 3);
        var sheets = Sheets(memory.ToArray());
        Assert.Equal(["头|甲\uD83D\uDE00|<&>", "头|  空白 |坏字", "头|末"], sheets.Select(s => string.Join('|', s.Select(r => r[0]))));

        async IAsyncEnumerable<IReadOnlyList<string>> Rows()
        {
            foreach (var text in new[] { "甲\uD83D\uDE00", "<&>", "  空白 ", "坏\u0001字\uD800", "末" })
            {
                await Task.Yield();
                yield return [text];
            }
        }
    }

    [Fact]
    public async Task Each_export_is_written_down_and_bad_questions_are_refused()
    {
        await SeedAsync();
        var client = await api.ClientAsync("legal-aid.approver");
        await client.GetByteArrayAsync("/api/ledgers/cases/export?from=2026-06-01&to=2026-09-30&format=csv", Answers.Ct);
        var entry = await api.WithDbAsync(db => db.Audit.Where(a => a.Action == "ledger-exported" && a.Actor == "legal-aid.approver").OrderByDescending(a => a.At).FirstAsync(Answers.Ct));
        Assert.Contains("\"from\":\"2026-06-01\"", entry.DetailJson, StringComparison.Ordinal);
        Assert.Contains("\"format\":\"Csv\"", entry.DetailJson, StringComparison.Ordinal);
        foreach (var bad in new[] { "from=2026-06-02&to=2026-06-01", "from=2024-01-01&to=2026-06-01", "status=Lost" })
            await (await client.GetAsync($"/api/ledgers/cases?{bad}", Answers.Ct)).ProblemAsync(HttpStatusCode.BadRequest, "request-invalid");
        await (await client.GetAsync("/api/ledgers/cases/export?format=pdf", Answers.Ct)).ProblemAsync(HttpStatusCode.BadRequest, "request-invalid");
        await (await api.CreateClient().GetAsync("/api/ledgers/cases/export", Answers.Ct)).ProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    public async Task The_page_keeps_its_filter_in_the_address_and_downloads_what_it_lists()
    {
        await SeedAsync();
        using var approver = await Visitor.SignedInAsync(api, "legal-aid.approver");
        await approver.OpenAsync("/ledgers?from=2026-06-01&to=2026-09-30&service=disability-certificate");
        Assert.Equal("disability-certificate", approver.Value("service"));
        Assert.Equal("2026-06-01", approver.Value("from"));
        var rows = approver.Page.QuerySelectorAll("tbody tr").Length;
        Assert.Contains($"共 {rows} 件", approver.Main, StringComparison.Ordinal);
        var download = approver.Page.QuerySelector("a[download]")!.GetAttribute("href")!;
        Assert.Contains("service=disability-certificate", download, StringComparison.Ordinal);
        await approver.OpenAsync(download);
        Assert.Equal(HttpStatusCode.OK, approver.Status);
        await approver.OpenAsync("/ledgers?from=2026-09-30&to=2026-09-01");
        Assert.Equal(HttpStatusCode.BadRequest, approver.Status);
        Assert.Contains("止日早于起日", approver.Page.QuerySelector(".errors")!.TextContent, StringComparison.Ordinal);
        await approver.OpenAsync("/ledgers/export?from=2026-09-30&to=2026-09-01");
        Assert.Equal(HttpStatusCode.BadRequest, approver.Status);
    }

    internal static List<string[]> Csv(byte[] bytes)
    {
        var (rows, row, cell, quoted) = (new List<string[]>(), new List<string>(), new StringBuilder(), false);
        var text = new UTF8Encoding(false, true).GetString(bytes).TrimStart('\uFEFF');
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"' && quoted && i + 1 < text.Length && text[i + 1] == '"') cell.Append(text[i++]);
            else if (text[i] == '"') quoted = !quoted;
            else if (text[i] == ',' && !quoted) Take();
            else if (text[i] == '\r' && !quoted && text[i + 1] == '\n')
            {
                Take();
                rows.Add([.. row]);
                row.Clear();
                i++;
            }
            else cell.Append(text[i]);
        }

        Assert.Empty(row);
        return rows;

        void Take()
        {
            row.Add(cell.ToString());
            cell.Clear();
        }
    }

    internal static List<string[]> Xlsx(byte[] bytes) => Assert.Single(Sheets(bytes));

    private static List<List<string[]>> Sheets(byte[] bytes)
    {
        XNamespace main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        using var zip = new ZipArchive(new MemoryStream(bytes));
        foreach (var part in new[] { "[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml" })
            using (var stream = zip.GetEntry(part)!.Open()) XDocument.Load(stream);
        var sheets = new List<List<string[]>>();
        for (var i = 1; zip.GetEntry($"xl/worksheets/sheet{i}.xml") is { } entry; i++)
        {
            using var stream = entry.Open();
            sheets.Add([.. XDocument.Load(stream, LoadOptions.PreserveWhitespace).Descendants(main + "row").Select(r => r.Elements(main + "c").Select(c => c.Value).ToArray())]);
            Assert.DoesNotContain(sheets[^1], r => r.Length == 0);
        }

        return sheets;
    }

    private static readonly SemaphoreSlim Once = new(1, 1);
    private static bool _seeded;

    /// <summary>Cases of two services, two towns, late and in time, open and withdrawn, with names that mean harm.</summary>
    private async Task SeedAsync()
    {
        await Once.WaitAsync(Answers.Ct);
        try
        {
            if (_seeded) return;
            var driver = new CaseDriver(api);
            foreach (var days in new[] { -60, 0 })
            {
                api.Clock.Advance(TimeSpan.FromDays(days));
                await driver.RegisterAsync(Application.LegalAid);
                var number = await driver.RegisterAsync(Application.LegalAid with { Area = "632622203200" });
                await CaseDriver.OkAsync(await driver.PostAsync("window", $"/api/cases/{number}/withdraw", new { reason = "不办了" }));
                await driver.RegisterAsync(Application.Certificate);
                if (days < 0) api.Clock.Advance(TimeSpan.FromDays(-days));
            }

            foreach (var name in new[] { "=HYPERLINK(\"http://x\",\"y\")", "@sum", "多杰,\"才让\"" }) await new CaseSeed { Name = name, Age = TimeSpan.FromDays(80), Body = "legal-aid" }.AddAsync(api);
            _seeded = true;
        }
        finally
        {
            Once.Release();
        }
    }
}
