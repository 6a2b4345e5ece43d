namespace OneWindow.Domain.Cases;

/// <summary>Who may not decide a case, and which bodies said that a task is not theirs.</summary>
public sealed partial class CaseFile
{
    /// <summary>The bounce that goes to the joint meeting (联席会议), which decides instead of asking a further body.</summary>
    public const int BounceForMeeting = 3;

    /// <summary>Every "not ours" in order; null where there was none.</summary>
    public IReadOnlyList<CaseBounce>? Bounces { get; private set; }

    /// <summary>Everybody who keeps out of the case (回避); null where nobody does.</summary>
    public IReadOnlyList<CaseRecusal>? Recusals { get; private set; }

    /// <summary>Notes that a body says a task is not its to do.</summary>
    /// <returns>How many times that has happened to the case.</returns>
    public int Bounce(CaseBounce bounce)
    {
        RefuseWhenClosed();
        Bounces = [.. Bounces ?? [], bounce];
        Touch(bounce.At);
        return Bounces.Count;
    }

    /// <summary>Whether a body has said before that a step of the case is not its to do.</summary>
    public bool HasBounced(string activityId, string body) =>
        Bounces?.Any(b => b.ActivityId == activityId && b.Body == body) is true;

    /// <summary>From now on the person decides nothing on this case. Once is enough, and it is never taken back.</summary>
    public void Recuse(CaseRecusal recusal)
    {
        RefuseWhenClosed();
        if (IsRecused(recusal.UserName)) throw CaseErrors.AlreadyRecused();
        Recusals = [.. Recusals ?? [], recusal];
        Touch(recusal.At);
    }

    public bool IsRecused(string userName) => Recusals?.Any(r => r.UserName == userName) is true;
}

/// <summary>A body said that a task is not its to do.</summary>
/// <param name="Suggested">The body that it holds to be the right one; null for none.</param>
public sealed record CaseBounce(string ActivityId, string Body, string By, string Reason, string? Suggested, DateTimeOffset At);

/// <summary>A person keeps out of a case (回避), being related to a party or interested in its outcome.</summary>
/// <param name="UserName">Who keeps out.</param>
/// <param name="By">Who recorded it: the person, or somebody of the joint office.</param>
public sealed record CaseRecusal(string UserName, string By, string Reason, DateTimeOffset At);
