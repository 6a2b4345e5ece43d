namespace OneWindow.Domain.Cases;

/// <content>How the case ends, and how it begins again.</content>
public sealed partial class CaseFile
{
    /// <summary>Stands among the pauses for the time that a reopened case does not count.</summary>
    private const string ReopenedPause = "reopened";

    public DateTimeOffset? ClosedAt { get; private set; }
    public string? ClosingReason { get; private set; }

    /// <summary>When it was opened again last; null where it has never been.</summary>
    public DateTimeOffset? ReopenedAt => Pauses.LastOrDefault(p => p.BookmarkId == ReopenedPause)?.To;

    /// <summary>Ends the case. Open pauses end with it; the due instant stays as a fact where one was running.</summary>
    public void Close(string result, string? reason, DateTimeOffset now)
    {
        RefuseWhenClosed();
        Pauses = [.. Pauses.Select(p => p.To is null ? p with { To = now } : p)];
        (Status, Result, ClosedAt, ClosingReason) = (CaseStatus.Closed, result, now, reason);
        Touch(now);
    }

    /// <summary>Opens a closed case again, for a procedure that the caller has checked.</summary>
    /// <param name="anew">Its limit begins again; otherwise only the time in which it was closed does not count.</param>
    public void Reopen(bool anew, DateTimeOffset now)
    {
        if (!IsClosed) throw CaseErrors.NotClosed(Number);
        var (from, before) = anew ? (RegisteredAt, (IReadOnlyList<CasePause>)[]) : (ClosedAt!.Value, Pauses);
        Pauses = [.. before, new CasePause(ReopenedPause, from, now, "重新办理前不计", "Before the case was opened again")];
        if (anew) LiftCards();
        (Status, Result, ClosedAt, ClosingReason) = (CaseStatus.InProgress, null, null, null);
        Touch(now);
    }
}
