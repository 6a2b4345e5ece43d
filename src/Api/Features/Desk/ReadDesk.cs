using MediatR;
using OneWindow.Api.Features.Access;
using OneWindow.Workflows.Execution;

namespace OneWindow.Api.Features.Desk;

/// <summary>
/// What needs the caller at the window now, most urgent first. Each part is short, whatever the county has: the full
/// lists stand elsewhere.
/// </summary>
internal sealed record ReadDesk : IRequest<DeskView>;

/// <param name="Calls">Whom to call today: what was not answered, what is promised for soon, visits, and who could not be reached.</param>
/// <param name="Waiting">Cases that wait for papers and need no call yet.</param>
/// <param name="Due">The other open tasks of the caller's posts.</param>
internal sealed record DeskView(DeskPart<DeskRow> Calls, DeskPart<DeskRow> Waiting, DeskPart<DeskRow> Due);

/// <param name="More">There are further ones beyond those shown.</param>
internal sealed record DeskPart<T>(IReadOnlyList<T> Items, bool More)
{
    /// <summary>The number for people: exact as far as it is shown.</summary>
    public string Count => More ? $"{Items.Count}+" : $"{Items.Count}";

    /// <param name="more">There are further rows that were not even read.</param>
    public static DeskPart<T> Of(IEnumerable<T> rows, int most, bool more = false) =>
        rows.Take(most + 1).ToList() is var taken && taken.Count > most ? new(taken[..most], true) : new(taken, more);
}

/// <summary>Why a resident is called.</summary>
internal enum CallReason
{
    /// <summary>Was told what is missing and has not answered.</summary>
    Unanswered,

    /// <summary>The day of a promised paper is near.</summary>
    PromiseNear,

    /// <summary>The day of a promised paper has passed.</summary>
    PromiseBroken,

    /// <summary>A follow-up visit is to be made (回访).</summary>
    Visit,

    /// <summary>A message could not be delivered.</summary>
    Undelivered,
}

/// <summary>One case on the desk.</summary>
/// <param name="TaskId">The task that does the work; null where the case's own page does.</param>
/// <param name="DueOn">By when; null without a limit.</param>
/// <param name="Since">Since when it waits; null where that says nothing.</param>
/// <param name="Papers">Names of the papers meant.</param>
internal sealed record DeskRow(
    string Number, string Applicant, string Service, Guid? TaskId, string? Title, string? TitleEn,
    DateTimeOffset? Since, DateOnly? DueOn, bool Late, IReadOnlyList<BilingualText> Papers)
{
    /// <summary>Null where nobody is called.</summary>
    public CallReason? Reason { get; init; }

    /// <summary>What the rows of a part are sorted by.</summary>
    public DateTimeOffset Order { get; init; }
}

internal sealed class ReadDeskHandler(DeskReader reader, CurrentCaller caller, TimeProvider clock) : IRequestHandler<ReadDesk, DeskView>
{
    /// <summary>Rows of a part; who has more has the full lists.</summary>
    internal const int Most = 8;

    public async Task<DeskView> Handle(ReadDesk request, CancellationToken cancellationToken)
    {
        var (who, now) = (caller.Required, clock.GetUtcNow());
        var waiting = await reader.WaitingAsync(who, now, cancellationToken);
        var calls = waiting.Where(r => r.Reason is not null)
            .Concat(await reader.PromisesAsync(who, now, cancellationToken))
            .Concat(await reader.VisitsAsync(who, now, cancellationToken))
            .Concat(await reader.UndeliveredAsync(who, now, cancellationToken));
        return new DeskView(
            DeskPart<DeskRow>.Of(Urgent(calls), Most), DeskPart<DeskRow>.Of(Urgent(waiting.Where(r => r.Reason is null)), Most, waiting.Count >= DeskReader.MostWaiting),
            DeskPart<DeskRow>.Of(await reader.DueAsync(who, now, cancellationToken), Most));
    }

    private static IEnumerable<DeskRow> Urgent(IEnumerable<DeskRow> rows) =>
        rows.OrderByDescending(r => r.Late).ThenBy(r => r.Order).ThenBy(r => r.Number, StringComparer.Ordinal);
}
