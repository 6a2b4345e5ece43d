using OneWindow.Domain.Errors;

namespace OneWindow.Domain.Ratings;

/// <summary>Every expected "no" about a rating. Codes are contract.</summary>
public static class RatingErrors
{
    /// <summary>Rated before, and the time in which that may be changed is over.</summary>
    public static RefusedException Final() => new(RefusalKind.Conflict, "rating-final", "评价已过可修改的期限。");

    /// <summary>Nobody looks into a rating of their own work.</summary>
    public static RefusedException OwnWork() => new(RefusalKind.Forbidden, "rating-own-work", "您经办过这个办件，不能处理对它的差评。");
}
