using System.Globalization;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Pages.Shared;
using OneWindow.Domain.Cases;

namespace OneWindow.Api.Features.CaseLedger;

/// <summary>The ledger as a table for spreadsheets: its columns and how a line fills them, in one language.</summary>
internal sealed class LedgerTable(CatalogueSnapshot catalogue, bool english)
{
    private static readonly string[] Keys =
        ["number", "service", "status", "result", "stage", "applicant", "id-number", "phone", "area", "channel", "station", "registered", "due", "closed", "late", "card"];

    private readonly TextTable _texts = TextTable.For(english ? TextTable.English : TextTable.Chinese);

    public IReadOnlyList<string> Columns => [.. Keys.Select(k => _texts[$"ledger.column.{k}"])];

    public string Title => _texts["ledger.title"];

    public IReadOnlyList<string> Cells(LedgerLine line) =>
    [
        line.Number, Pick(catalogue.Service(line.Service)?.Definition is { } service ? (service.Name, service.NameEn) : (line.Service, null)),
        _texts[$"case-status.{line.Status}"], Result(line), line.Status is CaseStatus.Closed ? "" : Pick((line.Stage ?? "", line.StageEn)),
        line.Applicant, line.IdNumber, line.Phone, Area(line.Area),
        catalogue.Intake.Channel(line.Channel) is { } channel ? Pick((channel.Name, channel.NameEn)) : line.Channel,
        english ? catalogue.BodyNameEn(line.Station) : catalogue.BodyName(line.Station),
        Instant(line.RegisteredAt), line.DueOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "", line.ClosedAt is { } at ? Instant(at) : "",
        _texts[line.Late ? "form.yes" : "form.no"], line.Card is null ? "" : _texts[$"card.{line.Card}"],
    ];

    private string Result(LedgerLine line) =>
        catalogue.Service(line.Service, line.ServiceVersion)?.Definition.Results.FirstOrDefault(r => r.Key == line.Result) is { } result
            ? Pick((result.Name, result.NameEn))
            : line.Result == Withdrawn ? _texts["ledger.withdrawn"] : line.Result ?? "";

    private string Area(string code) => catalogue.Organisations.FindArea(code) is { } area ? Pick((area.Name, area.NameEn)) : code;

    private string Pick((string Zh, string? En) name) => english ? name.En ?? name.Zh : name.Zh;

    private static string Instant(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private const string Withdrawn = "withdrawn";
}
