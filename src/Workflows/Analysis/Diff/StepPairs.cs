using OneWindow.Workflows.Definitions;

namespace OneWindow.Workflows.Analysis.Diff;

/// <summary>
/// Which step of one version is which of the other: the roots, then children of the same id in the same container,
/// then, for steps that moved, an id that only one step of each version has left.
/// </summary>
internal sealed class StepPairs
{
    private readonly Dictionary<ActivityDefinition, ActivityDefinition> _toOf = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<ActivityDefinition, ActivityDefinition> _fromOf = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<ActivityDefinition> _moved = new(ReferenceEqualityComparer.Instance);

    /// <summary>Steps that the newer version no longer has, in the older one's order.</summary>
    public required IReadOnlyList<ActivityDefinition> Removed { get; init; }

    public static StepPairs Of(ActivityDefinition from, ActivityDefinition to)
    {
        var removed = new List<ActivityDefinition>();
        var pairs = new StepPairs { Removed = removed };
        pairs.Match(from, to);
        var left = UniqueById(Below(from).Where(a => !pairs._toOf.ContainsKey(a)));
        foreach (var (id, added) in UniqueById(Below(to).Where(a => !pairs._fromOf.ContainsKey(a))))
            if (left.TryGetValue(id, out var old) && !pairs._toOf.ContainsKey(old) && !pairs._fromOf.ContainsKey(added))
            {
                pairs._moved.Add(added);
                pairs.Match(old, added);
            }
        removed.AddRange(Below(from).Where(a => !pairs._toOf.ContainsKey(a)));
        return pairs;
    }

    /// <summary>Steps of the newer version with what they were; null where they are new.</summary>
    public IEnumerable<(ActivityDefinition? From, ActivityDefinition To)> InOrderOf(ActivityDefinition root) =>
        Below(root).Select(a => (_fromOf.GetValueOrDefault(a), a));

    /// <summary>Whether the step stands in another container now.</summary>
    public bool HasMoved(ActivityDefinition to) => _moved.Contains(to);

    /// <summary>The step of the newer version; null where it is gone.</summary>
    public ActivityDefinition? ToOf(ActivityDefinition from) => _toOf.GetValueOrDefault(from);

    private void Match(ActivityDefinition from, ActivityDefinition to)
    {
        var open = new Stack<(ActivityDefinition From, ActivityDefinition To)>([(from, to)]);
        while (open.TryPop(out var pair))
        {
            (_toOf[pair.From], _fromOf[pair.To]) = (pair.To, pair.From);
            var children = new Dictionary<string, ActivityDefinition>(StringComparer.Ordinal);
            foreach (var (_, child) in pair.From.Children) children.TryAdd(child.Id, child);
            foreach (var (_, child) in pair.To.Children)
                if (children.Remove(child.Id, out var old) && !_toOf.ContainsKey(old)) open.Push((old, child));
        }
    }

    private static Dictionary<string, ActivityDefinition> UniqueById(IEnumerable<ActivityDefinition> steps) =>
        steps.GroupBy(s => s.Id, StringComparer.Ordinal).Where(g => g.Count() == 1).ToDictionary(g => g.Key, g => g.Single(), StringComparer.Ordinal);

    private static IEnumerable<ActivityDefinition> Below(ActivityDefinition root)
    {
        var open = new Stack<ActivityDefinition>([root]);
        while (open.TryPop(out var step))
        {
            yield return step;
            for (var i = step.Children.Count - 1; i >= 0; i--) open.Push(step.Children[i].Activity);
        }
    }
}
