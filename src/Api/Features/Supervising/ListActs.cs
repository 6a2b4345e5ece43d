using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Storage;
using OneWindow.Domain.Errors;
using OneWindow.Domain.Supervising;

namespace OneWindow.Api.Features.Supervising;

/// <summary>The supervision ledger (督办台账): who did what about which task, when and why; the newest first. For the joint office and administrators.</summary>
/// <param name="Kind">Chase, Assign or Escalate; null for any.</param>
/// <param name="Body">Whose task it was.</param>
/// <param name="By">User name.</param>
/// <param name="From">First local day.</param>
/// <param name="To">Last local day.</param>
internal sealed record ListActs(string? Kind, string? Body, string? By, DateOnly? From, DateOnly? To, string? Cursor, int? Size) : IRequest<Page<ActView>>, IValidate
{
    public SupervisoryActKind? Wanted => Enum.TryParse<SupervisoryActKind>(Kind, ignoreCase: true, out var kind) ? kind : null;

    public void Validate(Findings findings)
    {
        if (!string.IsNullOrEmpty(Kind) && (Wanted is null || char.IsAsciiDigit(Kind[0]) || !Enum.IsDefined(Wanted.Value)))
            findings.Add("kind", $"应为 {string.Join("、", Enum.GetNames<SupervisoryActKind>())}。(One of {string.Join(", ", Enum.GetNames<SupervisoryActKind>())}.)");
    }
}

internal sealed record ActView(
    Guid Id, DateTimeOffset At, SupervisoryActKind Kind, string CaseNumber, Guid Task, string Title, string TitleEn,
    string Body, string ToBody, string By, string ByName, string Note);

internal sealed class ListActsHandler(OneWindowDb db, CurrentCaller caller, CatalogueSnapshot catalogue) : IRequestHandler<ListActs, Page<ActView>>
{
    public async Task<Page<ActView>> Handle(ListActs request, CancellationToken cancellationToken)
    {
        _ = caller.RequiredOffice;
        var size = Cursor.SizeOf(request.Size);
        var acts = Narrowed(request);
        if (Cursor.Read(request.Cursor) is { } cursor)
        {
            var (at, id) = (UtcMicroseconds.FromMicroseconds(cursor.Sort), cursor.TieAsGuid());
            acts = acts.Where(a => a.At < at || (a.At == at && a.Id < id));
        }

        var rows = await acts.AsNoTracking().OrderByDescending(a => a.At).ThenByDescending(a => a.Id).Take(size + 1).ToListAsync(cancellationToken);
        var users = rows.Select(r => r.By).Distinct().ToArray();
        var names = await db.Accounts.AsNoTracking().Where(a => users.Contains(a.UserName)).ToDictionaryAsync(a => a.UserName, a => a.Name, cancellationToken);
        return Cursor.Cut(
            rows, size,
            a => new ActView(a.Id, catalogue.Calendar.Local(a.At), a.Kind, a.CaseNumber, a.WorkItemId, a.TitleZh, a.TitleEn, a.Body, a.ToBody, a.By, names.GetValueOrDefault(a.By, a.By), a.Note),
            a => new Cursor(UtcMicroseconds.ToMicroseconds(a.At), a.Id.ToString()));
    }

    private IQueryable<SupervisoryAct> Narrowed(ListActs request)
    {
        IQueryable<SupervisoryAct> acts = db.SupervisoryActs;
        if (request.Wanted is { } kind) acts = acts.Where(a => a.Kind == kind);
        if (!string.IsNullOrEmpty(request.Body)) acts = acts.Where(a => a.Body == request.Body);
        if (!string.IsNullOrWhiteSpace(request.By) && request.By.Trim().ToLowerInvariant() is var by) acts = acts.Where(a => a.By == by);
        if (request.From is { Year: > 1 } first && catalogue.Calendar.EndOf(first.AddDays(-1)) is var from) acts = acts.Where(a => a.At >= from);
        if (request.To is { Year: < 9999 } last && catalogue.Calendar.EndOf(last) is var to) acts = acts.Where(a => a.At < to);
        return acts;
    }
}
