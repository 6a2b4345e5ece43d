using OneWindow.Domain;
using OneWindow.Domain.Audit;

namespace OneWindow.Api.Storage.Records;

internal enum LongRunState
{
    /// <summary>Nobody has begun it yet.</summary>
    Waiting,

    /// <summary>A node is at it, or was when it died; another goes on after the hold.</summary>
    Running,

    Done,

    /// <summary>It cannot go on; <see cref="LongRun.Error"/> says why.</summary>
    Failed,

    /// <summary>Somebody has stopped it; what was done until then stays.</summary>
    Cancelled,
}

/// <summary>
/// Work that takes longer than anybody waits for an answer: a large export, moving thousands of running cases. It goes on
/// piece by piece, and each piece commits together with how far it got, so that a node that dies loses nothing and
/// repeats nothing.
/// </summary>
internal sealed class LongRun : IVersioned
{
    /// <summary>How long a node keeps a run without a finished piece.</summary>
    public static readonly TimeSpan Hold = TimeSpan.FromSeconds(60);

    /// <summary>How long a result can be fetched.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    private const int MostTries = 3;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    private LongRun()
    {
    }

    public LongRun(Guid id, string kind, string request, string startedBy, bool english, DateTimeOffset now) =>
        (Id, Kind, Request, StartedBy, English, CreatedAt) = (id, kind, request, startedBy, english, now);

    public Guid Id { get; private set; }

    /// <summary>Which kind of work, in kebab-case; it never changes.</summary>
    public string Kind { get; private set; } = "";

    /// <summary>What was asked for, as JSON. Nothing that a person is known by.</summary>
    public string Request { get; private set; } = "{}";

    /// <summary>User name; the run sees and may do what this person does when it runs.</summary>
    public string StartedBy { get; private set; } = "";

    /// <summary>The language of its result.</summary>
    public bool English { get; private set; }

    public LongRunState State { get; private set; }

    /// <summary>How many rows or cases are behind it.</summary>
    public long Done { get; private set; }

    /// <summary>Of these, the ones that could not be done.</summary>
    public long Refused { get; private set; }

    /// <summary>How many there are, counted at the beginning; null until then.</summary>
    public long? Total { get; private set; }

    /// <summary>Where to go on, as its kind writes it; null at the beginning.</summary>
    public string? Place { get; private set; }

    /// <summary>Pieces of the result.</summary>
    public int Parts { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset? BegunAt { get; private set; }
    public DateTimeOffset? FinishedAt { get; private set; }

    /// <summary>Which hold is good; a node whose hold is over finds another here and stops.</summary>
    public Guid? HeldBy { get; private set; }

    public DateTimeOffset? HeldUntil { get; private set; }
    public int Tries { get; private set; }

    /// <summary>A code; null where nothing went wrong.</summary>
    public string? Error { get; private set; }

    /// <summary>Until when the result can be fetched; null where there is none.</summary>
    public DateTimeOffset? KeptUntil { get; private set; }

    public int Version { get; private set; }

    /// <summary>Begun by the product itself because it has to be done: nobody stops it, and it is tried until it is done.</summary>
    public bool IsDuty => StartedBy == AuditFact.System;

    public bool IsOver => State is LongRunState.Done or LongRunState.Failed or LongRunState.Cancelled;

    /// <summary>A node takes it, for the first time or from one that died.</summary>
    public void Take(Guid hold, DateTimeOffset now) =>
        (State, HeldBy, HeldUntil, BegunAt) = (LongRunState.Running, hold, now + Hold, BegunAt ?? now);

    public bool IsHeldBy(Guid hold) => State is LongRunState.Running && HeldBy == hold;

    public void Expect(long total) => Total = total;

    /// <summary>The request with what is to be known of how it was done.</summary>
    public void Annotate(string request) => Request = request;

    /// <summary>A piece is done; the caller stores it in the same transaction.</summary>
    public void Advance(long done, string place, DateTimeOffset now) =>
        (Done, Place, HeldUntil, Tries) = (Done + done, place, now + Hold, 0);

    /// <summary>The last of what was counted could not be done.</summary>
    public void Refuse() => Refused++;

    /// <summary>Number of the next piece of the result.</summary>
    public int NextPart() => Parts++;

    public void Finish(DateTimeOffset now) => End(LongRunState.Done, now);

    public void Cancel(DateTimeOffset now) => End(LongRunState.Cancelled, now);

    public void Fail(string error, DateTimeOffset now)
    {
        Error = error;
        End(LongRunState.Failed, now);
    }

    /// <summary>A piece went wrong; it is tried again after a rest, and given up in the end where it is no duty.</summary>
    public void Trip(string error, DateTimeOffset now)
    {
        if (++Tries >= MostTries && !IsDuty) Fail(error, now);
        else (HeldBy, HeldUntil) = (null, now + Rest);
    }

    /// <summary>The node stops; another may go on at once.</summary>
    public void LetGo(DateTimeOffset now) => (HeldBy, HeldUntil) = (null, now);

    /// <summary>Its result was thrown away.</summary>
    public void Forget() => KeptUntil = null;

    private void End(LongRunState state, DateTimeOffset now)
    {
        (State, FinishedAt, HeldBy, HeldUntil) = (state, now, null, null);
        if (Parts > 0) KeptUntil = now + Kept;
    }
}

/// <summary>A piece of a run's result: rows of a table, sealed. It goes when the result is not kept any longer.</summary>
internal sealed class LongRunPart
{
    private LongRunPart()
    {
    }

    public LongRunPart(Guid runId, int number, string rowsSealed) => (RunId, Number, RowsSealed) = (runId, number, rowsSealed);

    public Guid RunId { get; private set; }

    /// <summary>0, 1, 2 …</summary>
    public int Number { get; private set; }

    /// <summary>JSON of rows, each a list of texts, sealed.</summary>
    public string RowsSealed { get; private set; } = "";
}
