namespace OneWindow.Domain.Forecasts;

/// <summary>How long something lasted, or has lasted so far.</summary>
/// <param name="Days">Working days; never negative.</param>
/// <param name="HasEnded">False where it was still going on when it was looked at.</param>
public readonly record struct Duration(double Days, bool HasEnded);

/// <summary>
/// Which share of the like still goes on after so many working days: the product-limit estimate (Kaplan and Meier), in
/// which what has not ended yet counts for as long as it was seen. Leaving the open ones out would make everything look
/// quicker than it is. Kept as the days by which each further hundredth has ended.
/// </summary>
public sealed class SurvivalCurve
{
    /// <summary>Fewer ends than this say nothing.</summary>
    public const int FewestEnds = 30;

    private const int Parts = 100;

    /// <summary>The shares between which the middle four fifths end.</summary>
    private const double Early = 0.1, Late = 0.9;

    private readonly double?[] _days;

    private SurvivalCurve(double?[] days) => _days = days;

    /// <summary>By hundredths, the day by which that share had ended; null for shares that were not reached.</summary>
    public IReadOnlyList<double?> Days => _days;

    /// <param name="days">What <see cref="Days"/> gave.</param>
    /// <exception cref="ArgumentException">There are not a hundred, or they do not ascend.</exception>
    public static SurvivalCurve Of(IReadOnlyList<double?> days)
    {
        if (days.Count != Parts || days.Zip(days.Skip(1)).Any(pair => pair.First is null ? pair.Second is not null : pair.Second < pair.First))
            throw new ArgumentException("The days of a curve are a hundred and ascend.", nameof(days));
        return new SurvivalCurve([.. days]);
    }

    /// <returns>Null where too few have ended.</returns>
    public static SurvivalCurve? Of(IReadOnlyCollection<Duration> seen)
    {
        if (seen.Count(d => d.HasEnded) < FewestEnds) return null;
        var (days, share, left, reached) = (new double?[Parts], 1.0, seen.Count, 0);
        foreach (var moment in seen.GroupBy(d => d.Days).OrderBy(g => g.Key))
        {
            var ended = moment.Count(d => d.HasEnded);
            share *= 1 - ((double)ended / left);
            left -= moment.Count();
            // A hair is allowed for the sums of many small factors.
            for (; reached < Parts && share <= 1 - ((reached + 1.0) / Parts) + 1e-9; reached++) days[reached] = moment.Key;
        }

        return new SurvivalCurve(days);
    }

    /// <summary>When four fifths of those that have lasted so long already end: a tenth ends before it, a tenth after it.</summary>
    /// <param name="elapsed">Working days so far.</param>
    /// <returns>Days from the beginning; null where nearly all had ended by now. The end is null where too few were seen for so long.</returns>
    public (double From, double? To)? Band(double elapsed)
    {
        var left = 1 - EndedBy(elapsed);
        if (left < 1.0 / Parts || When(1 - (left * (1 - Early))) is not { } from) return null;
        return (Math.Max(from, elapsed), When(1 - (left * (1 - Late))));
    }

    private double EndedBy(double elapsed)
    {
        var reached = Array.FindLastIndex(_days, d => d <= elapsed) + 1;
        if (reached == Parts || _days[reached] is not { } next) return (double)reached / Parts;
        var last = reached == 0 ? 0 : _days[reached - 1]!.Value;
        return (reached + Math.Clamp((elapsed - last) / (next - last), 0, 1)) / Parts;
    }

    private double? When(double ended)
    {
        // Without the dust of binary fractions, so that a tenth is a tenth.
        var reached = Math.Round(ended * Parts, 9);
        var (whole, rest) = ((int)reached, reached - (int)reached);
        var last = whole == 0 ? 0 : _days[whole - 1];
        if (rest == 0 || last is null) return last;
        return whole < Parts && _days[whole] is { } next ? last + (rest * (next - last)) : null;
    }
}
