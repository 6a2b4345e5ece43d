using OneWindow.Workflows.Definitions;

namespace OneWindow.Workflows.Analysis;

/// <summary>Places from which a case goes on and on and can never end: loops without an exit.</summary>
internal static class EndlessRounds
{
    /// <summary>A finding for each such loop, at the first place from which there is no way out.</summary>
    public static IEnumerable<Finding> In(StateSpace space)
    {
        var free = WithWayOut(space.Places);
        var explained = new HashSet<Place>();
        foreach (var place in space.Places.Where(p => !free.Contains(p)).OrderBy(p => p.Distance))
        {
            if (explained.Contains(place)) continue;
            var isNew = Mark(place, explained, out var round);
            if (isNew) yield return Describe(place, round);
        }
    }

    /// <summary>Places that lead to an end, to a place that is reported as stuck, or to where the exploration stopped.</summary>
    private static HashSet<Place> WithWayOut(IReadOnlyList<Place> places)
    {
        var before = places.ToDictionary(p => p, _ => new List<Place>());
        foreach (var place in places)
            foreach (var next in place.Next) before[next].Add(place);
        var free = new HashSet<Place>(places.Where(p => p.HasEnded || p.IsStuck || !p.IsExpanded));
        var open = new Queue<Place>(free);
        while (open.TryDequeue(out var place))
            foreach (var earlier in before[place])
                if (free.Add(earlier)) open.Enqueue(earlier);
        return free;
    }

    /// <summary>Marks all that a place leads to; false where it leads into a loop that is reported already.</summary>
    private static bool Mark(Place from, HashSet<Place> explained, out List<Place> seen)
    {
        seen = [];
        var isNew = true;
        var mine = new HashSet<Place> { from };
        var open = new Queue<Place>([from]);
        while (open.TryDequeue(out var place))
        {
            seen.Add(place);
            foreach (var next in place.Next)
            {
                if (explained.Contains(next)) isNew = false;
                else if (mine.Add(next)) open.Enqueue(next);
            }
        }
        explained.UnionWith(mine);
        return isNew;
    }

    private static Finding Describe(Place place, List<Place> round)
    {
        var nodes = round.SelectMany(p => p.Alive).ToList();
        return SoundnessObserver.Defect("OW304-no-way-out", place.Alive[0], $"From here the workflow can never end; it only goes round by {TraceWords.Names(nodes)}.", place.Reached);
    }
}
