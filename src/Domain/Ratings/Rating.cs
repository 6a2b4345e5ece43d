namespace OneWindow.Domain.Ratings;

/// <summary>Where the looking into a bad rating stands.</summary>
public enum Rectification
{
    /// <summary>The rating asks for none.</summary>
    None,

    /// <summary>The task is open.</summary>
    Open,

    /// <summary>What was wrong has been put right.</summary>
    Rectified,

    /// <summary>It was looked into, and nothing was found wrong.</summary>
    Unfounded,

    /// <summary>The rating was changed for the better, or the case reopened, before anybody answered.</summary>
    Dropped,
}

/// <summary>What the applicant thinks of how the case was handled (好差评): one for each closing of a case.</summary>
public sealed class Rating : IVersioned
{
    public const int Best = 5;
    public const int MaxTextLength = 500;

    /// <summary>From this many stars down a rating is bad and must be looked into.</summary>
    public const int WorstOfBad = 2;

    private Rating()
    {
    }

    public Rating(Guid id, Guid caseId, DateTimeOffset closedAt, string serviceKey, string body, DateTimeOffset ratedAt) =>
        (Id, CaseId, ClosedAt, ServiceKey, Body, RatedAt) = (id, caseId, closedAt, serviceKey, body, ratedAt);

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }

    /// <summary>The closing that is rated; a case that was reopened has several.</summary>
    public DateTimeOffset ClosedAt { get; private set; }

    public string ServiceKey { get; private set; } = "";

    /// <summary>The body that decided the case, and so is rated.</summary>
    public string Body { get; private set; } = "";

    /// <summary>1 to <see cref="Best"/>.</summary>
    public int Stars { get; private set; }

    public string? Text { get; private set; }

    /// <summary>User name of the clerk at whose window it was given; null where the applicant gave it alone.</summary>
    public string? TakenBy { get; private set; }

    public DateTimeOffset RatedAt { get; private set; }
    public DateTimeOffset? ChangedAt { get; private set; }
    public Rectification Rectification { get; private set; }

    /// <summary>The task that looks into it; null where none ever did.</summary>
    public Guid? WorkItemId { get; private set; }

    /// <summary>What the applicant is told of the outcome; null until then.</summary>
    public string? Reply { get; private set; }

    public int Version { get; private set; }

    public bool IsBad => Stars <= WorstOfBad;

    /// <summary>Gives the rating, or another one in its place; the same again changes nothing.</summary>
    /// <returns>Whether anything has changed.</returns>
    public bool Give(int stars, string? text, string? takenBy, DateTimeOffset now)
    {
        if ((Stars, Text) == (stars, text)) return false;
        if (Stars > 0) ChangedAt = now;
        (Stars, Text, TakenBy) = (stars, text, takenBy);
        return true;
    }

    /// <summary>A task looks into it from now on.</summary>
    public void LookInto(Guid workItemId) => (Rectification, WorkItemId) = (Rectification.Open, workItemId);

    /// <summary>The task has been answered.</summary>
    public void Answer(bool founded, string? reply)
    {
        if (Rectification is Rectification.Open) (Rectification, Reply) = (founded ? Rectification.Rectified : Rectification.Unfounded, reply);
    }

    /// <summary>Nobody needs to look into it any more.</summary>
    public void Drop()
    {
        if (Rectification is Rectification.Open) Rectification = Rectification.Dropped;
    }
}
