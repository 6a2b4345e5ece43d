using MediatR;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Domain.Errors;

namespace OneWindow.Api.Features.CaseLedger;

/// <summary>The ledger of cases (办件台账), newest first; a body sees its own, the joint office all.</summary>
internal sealed record ListLedger(LedgerFilter Filter, string? Cursor, int? Size) : IRequest<LedgerList>, IValidate
{
    public void Validate(Findings findings) => Filter.Validate(findings);
}

/// <param name="Count">Lines of the whole ledger, at most <see cref="MostCounted"/>.</param>
/// <param name="From">The first day of the period.</param>
/// <param name="To">The last day.</param>
internal sealed record LedgerList(IReadOnlyList<LedgerLine> Items, string? NextCursor, int Count, DateOnly From, DateOnly To)
{
    /// <summary>This, or more: further than that only an export counts.</summary>
    public const int MostCounted = 10_000;

    /// <summary>A larger ledger is exported as long work.</summary>
    public const int MostAtOnce = 5_000;
}

internal sealed class ListLedgerHandler(LedgerReader ledger, CurrentCaller caller) : IRequestHandler<ListLedger, LedgerList>
{
    public async Task<LedgerList> Handle(ListLedger request, CancellationToken cancellationToken)
    {
        var (who, size, (from, to)) = (caller.Required, Cursor.SizeOf(request.Size), ledger.Days(request.Filter));
        var lines = await ledger.ReadAsync(who, request.Filter, Cursor.Read(request.Cursor), size + 1, cancellationToken);
        var count = await ledger.CountAsync(who, request.Filter, LedgerList.MostCounted, cancellationToken);
        var page = Cursor.Cut(lines, size, line => line, LedgerReader.After);
        return new LedgerList(page.Items, page.NextCursor, count, from, to);
    }
}
