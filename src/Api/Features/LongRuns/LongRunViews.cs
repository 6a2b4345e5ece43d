using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Features.Sheets;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Records;
using OneWindow.Domain.Access;
using OneWindow.Domain.Errors;

namespace OneWindow.Api.Features.LongRuns;

/// <summary>Long work, the newest first: one's own, for the joint office and administrators everybody's.</summary>
internal sealed record ListRuns(string? Cursor, int? Size) : IRequest<Page<RunView>>;

internal sealed record GetRun(Guid Id) : IRequest<RunView>;

/// <summary>Stops long work. What was done until then stays done.</summary>
internal sealed record CancelRun(Guid Id) : ICommand<RunView>;

/// <summary>The first rows of what long work could not do, also while it is going on; empty where it has made something else.</summary>
internal sealed record ListRefusedRows(Guid Id) : IRequest<IReadOnlyList<RefusedRow>>
{
    /// <summary>The whole is in the result.</summary>
    public const int Most = 100;
}

/// <param name="Number">The case's.</param>
internal sealed record RefusedRow(string Number, string Code, string Reason);

/// <summary>
/// The result of finished long work, for who started it: it was made with that person's eyes, and is not given out once
/// they see less.
/// </summary>
/// <param name="Format">xlsx (the default) or csv.</param>
internal sealed record OpenResult(Guid Id, string? Format) : ICommand<Sheet>, IValidate
{
    public void Validate(Findings findings) => SheetFormats.Check(Format, findings);
}

/// <param name="Done">Rows or cases that are behind it.</param>
/// <param name="Refused">Of these, the ones that could not be done.</param>
/// <param name="Total">How many there are; null until they are counted.</param>
/// <param name="Error">A code; null where nothing went wrong.</param>
/// <param name="KeptUntil">Until when the result can be fetched; null where there is none.</param>
/// <param name="Mine">Whether the result is for the caller.</param>
/// <param name="CanStop">Whether it is going on, and somebody may stop it.</param>
internal sealed record RunView(
    Guid Id, string Kind, string StartedBy, LongRunState State, long Done, long Refused, long? Total, DateTimeOffset CreatedAt,
    DateTimeOffset? BegunAt, DateTimeOffset? FinishedAt, string? Error, DateTimeOffset? KeptUntil, bool Mine, bool CanStop, RunSubject Subject)
{
    /// <summary>0 to 100; null until it is known of how much.</summary>
    public int? Percent => State is LongRunState.Done ? 100 : Total is > 0 and var total ? (int)Math.Min(Done * 100 / total, 99) : null;

    public bool IsOver => State is LongRunState.Done or LongRunState.Failed or LongRunState.Cancelled;

    public static RunView Of(LongRun run, Caller who, CatalogueSnapshot catalogue) => new(
        run.Id, run.Kind, run.StartedBy, run.State, run.Done, run.Refused, run.Total, catalogue.Calendar.Local(run.CreatedAt), catalogue.Calendar.Local(run.BegunAt),
        catalogue.Calendar.Local(run.FinishedAt), run.Error, catalogue.Calendar.Local(run.KeptUntil), LongRunDesk.IsFor(run, who), run is { IsOver: false, IsDuty: false }, RunSubject.Of(run));
}

internal sealed class ListRunsHandler(LongRunDesk desk, CurrentCaller caller, CatalogueSnapshot catalogue) : IRequestHandler<ListRuns, Page<RunView>>
{
    public async Task<Page<RunView>> Handle(ListRuns request, CancellationToken cancellationToken)
    {
        var (who, size) = (caller.Required, Cursor.SizeOf(request.Size));
        var runs = desk.Visible(who).AsNoTracking();
        if (Cursor.Read(request.Cursor) is { } cursor)
        {
            var (at, id) = (UtcMicroseconds.FromMicroseconds(cursor.Sort), cursor.TieAsGuid());
            runs = runs.Where(r => r.CreatedAt < at || (r.CreatedAt == at && r.Id < id));
        }

        var rows = await runs.OrderByDescending(r => r.CreatedAt).ThenByDescending(r => r.Id).Take(size + 1).ToListAsync(cancellationToken);
        return Cursor.Cut(rows, size, r => RunView.Of(r, who, catalogue), r => new Cursor(UtcMicroseconds.ToMicroseconds(r.CreatedAt), r.Id.ToString()));
    }
}

internal sealed class GetRunHandler(LongRunDesk desk, CurrentCaller caller, CatalogueSnapshot catalogue) : IRequestHandler<GetRun, RunView>
{
    public async Task<RunView> Handle(GetRun request, CancellationToken cancellationToken) =>
        RunView.Of(await desk.FindAsync(caller.Required, request.Id, cancellationToken), caller.Required, catalogue);
}

internal sealed class CancelRunHandler(OneWindowDb db, LongRunDesk desk, CurrentCaller caller, CatalogueSnapshot catalogue, TimeProvider clock) : IRequestHandler<CancelRun, RunView>
{
    public async Task<RunView> Handle(CancelRun request, CancellationToken cancellationToken)
    {
        var who = caller.Required;
        var run = await desk.FindAsync(who, request.Id, cancellationToken);
        if (run.IsOver) throw LongRunErrors.Over();
        if (run.IsDuty) throw LongRunErrors.Needed();
        // Whoever is at it loses the race with this and stops.
        run.Cancel(clock.GetUtcNow());
        desk.Note(who, "run-cancelled", run);
        await db.SaveChangesAsync(cancellationToken);
        return RunView.Of(run, who, catalogue);
    }
}

internal sealed class OpenResultHandler(OneWindowDb db, LongRunDesk desk, LongRunKinds kinds, CurrentCaller caller, TimeProvider clock) : IRequestHandler<OpenResult, Sheet>
{
    public async Task<Sheet> Handle(OpenResult request, CancellationToken cancellationToken)
    {
        var (who, now) = (caller.Required, clock.GetUtcNow());
        var run = await desk.FindAsync(who, request.Id, cancellationToken);
        if (!LongRunDesk.IsFor(run, who) || run.State is not LongRunState.Done || !(run.KeptUntil > now) || !LongRunDesk.StillHolds(run, who) || kinds.Find(run.Kind) is not { } kind) throw LongRunErrors.NoResult();
        desk.Note(who, "run-result-opened", run);
        await db.SaveChangesAsync(cancellationToken);
        return new Sheet($"{run.Kind} {run.CreatedAt:yyyyMMdd-HHmm}", SheetFormats.Of(request.Format), kind.Columns(run.English), desk.RowsAsync(run));
    }
}

internal sealed class ListRefusedRowsHandler(LongRunDesk desk, CurrentCaller caller, TimeProvider clock) : IRequestHandler<ListRefusedRows, IReadOnlyList<RefusedRow>>
{
    public async Task<IReadOnlyList<RefusedRow>> Handle(ListRefusedRows request, CancellationToken cancellationToken)
    {
        var who = caller.Required;
        var run = await desk.FindAsync(who, request.Id, cancellationToken);
        // Only such a kind of work refuses anything, and its rows name cases and no people.
        if (run.Refused == 0 || (run.IsOver && !(run.KeptUntil > clock.GetUtcNow())) || !LongRunDesk.StillHolds(run, who)) return [];
        var rows = new List<RefusedRow>();
        await foreach (var row in desk.RowsAsync(run))
        {
            if (rows.Count == ListRefusedRows.Most) break;
            if (row is [var number, var code, var reason]) rows.Add(new RefusedRow(number, code, reason));
        }

        return rows;
    }
}

/// <summary>The kinds of long work that this build knows.</summary>
internal sealed class LongRunKinds(IEnumerable<ILongRunKind> kinds)
{
    public string[] Names => [.. kinds.Select(k => k.Kind)];

    /// <summary>Null for a kind that only another build knows.</summary>
    public ILongRunKind? Find(string kind) => kinds.FirstOrDefault(k => k.Kind == kind);
}
