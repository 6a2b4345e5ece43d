using System.Runtime.CompilerServices;
using System.Text.Json;
using MediatR;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Features.Sheets;
using OneWindow.Api.Storage;
using OneWindow.Domain.Access;
using OneWindow.Domain.Audit;
using OneWindow.Domain.Errors;

namespace OneWindow.Api.Features.CaseLedger;

/// <summary>The whole ledger as a file, read while it is sent. That somebody took it away is written down.</summary>
/// <param name="Format">xlsx (the default) or csv.</param>
internal sealed record ExportLedger(LedgerFilter Filter, string? Format, bool English) : ICommand<Sheet>, IValidate
{
    public void Validate(Findings findings)
    {
        Filter.Validate(findings);
        SheetFormats.Check(Format, findings);
    }
}

internal sealed class ExportLedgerHandler(OneWindowDb db, LedgerReader ledger, CatalogueSnapshot catalogue, CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<ExportLedger, Sheet>
{
    /// <exception cref="RefusedException"><c>export-too-large</c>.</exception>
    public async Task<Sheet> Handle(ExportLedger request, CancellationToken cancellationToken)
    {
        var (who, filter) = (caller.Required, request.Filter);
        var count = await ledger.CountAsync(who, filter, LedgerList.MostAtOnce + 1, cancellationToken);
        if (count > LedgerList.MostAtOnce)
            throw new RefusedException(RefusalKind.Conflict, "export-too-large", $"超过 {LedgerList.MostAtOnce} 行，请在后台导出。(More than {LedgerList.MostAtOnce} lines: start it as long work.)");
        var (table, (from, to)) = (new LedgerTable(catalogue, request.English), ledger.Days(filter));
        db.Audit.Add(AuditEntry.General(Taken(who, filter with { From = from, To = to }, SheetFormats.Of(request.Format), count), clock.GetUtcNow()));
        await db.SaveChangesAsync(cancellationToken);
        return new Sheet($"{table.Title} {from:yyyyMMdd}-{to:yyyyMMdd}", SheetFormats.Of(request.Format), table.Columns, Rows(who, filter, table, cancellationToken));
    }

    /// <summary>What is written down of an export: by whom, which lines, how many.</summary>
    public static AuditFact Taken(Caller who, LedgerFilter filter, SheetFormat? format, long lines) =>
        new(who.UserName, Actor.Of(who).Body, "ledger-exported", null, JsonSerializer.Serialize(new { format, lines, filter }, CaseJson.Detail));

    private async IAsyncEnumerable<IReadOnlyList<string>> Rows(Caller who, LedgerFilter filter, LedgerTable table, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var line in ledger.AllAsync(who, filter, ct)) yield return table.Cells(line);
    }
}
