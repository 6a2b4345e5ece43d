using OneWindow.Domain.Cases;
using OneWindow.Domain.Errors;

namespace OneWindow.Api.Features.CaseLedger;

/// <summary>Which cases the ledger (台账) shows. Nothing that a person is known by: the filter stands in addresses and logs.</summary>
/// <param name="From">First local day of registration; null for the first of the month of the last day.</param>
/// <param name="To">Last local day of registration; null for today.</param>
/// <param name="Body">Only cases in which this body takes part.</param>
/// <param name="Area">Where the applicant lives: an area with all that lies in it.</param>
/// <param name="Result">A service's own result, or withdrawn.</param>
/// <param name="Late">True for cases that are or were late, false for those that are not.</param>
internal sealed record LedgerFilter(
    DateOnly? From = null, DateOnly? To = null, string? Service = null, string? Body = null, string? Area = null,
    string? Status = null, string? Result = null, string? Channel = null, bool? Late = null)
{
    /// <summary>The longest period of one ledger: what a year's report needs.</summary>
    public const int MostDays = 366;

    public CaseStatus? Wanted => Enum.TryParse<CaseStatus>(Status, ignoreCase: true, out var status) && Enum.IsDefined(status) && !char.IsAsciiDigit(Status![0]) ? status : null;

    public void Validate(Findings findings)
    {
        if (!string.IsNullOrEmpty(Status) && Wanted is null) findings.Add("status", $"没有状态“{Status}”。(There is no status “{Status}”.)");
        if (To < From) findings.Add("to", "止日早于起日。(The last day is before the first.)");
        else if (From is { } from && To is { } to && to.DayNumber - from.DayNumber >= MostDays) findings.Add("from", $"一次最多 {MostDays} 天。(At most {MostDays} days at a time.)");
    }

    /// <summary>The days that count, with what was left open filled in.</summary>
    public (DateOnly From, DateOnly To) Days(DateOnly today)
    {
        var to = To ?? (From > today ? From.Value : today);
        var from = From ?? new DateOnly(to.Year, to.Month, 1);
        // Left open at its end, a period reaches no further than one may.
        return To is null && to.DayNumber - from.DayNumber >= MostDays ? (from, from.AddDays(MostDays - 1)) : (from, to);
    }
}
