using OneWindow.Domain.Forms;
using OneWindow.Workflows.Activities;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions;

namespace OneWindow.Workflows.Analysis.Routing;

/// <summary>One combination of the facts that a table looks at.</summary>
/// <param name="Words">Each fact's value, for people.</param>
internal sealed record FactCombination(RouteFacts Facts, IReadOnlyList<string> Words);

/// <summary>All facts of a routing table, and every combination of their values.</summary>
internal sealed class FactTable
{
    /// <summary>More than any real table has; each is evaluated with every row.</summary>
    private const long MaxCombinations = 200_000;

    private const int AnyAge = 40;

    private readonly List<Fact> _facts;

    private FactTable(List<Fact> facts) => _facts = facts;

    /// <summary>The facts of a table's conditions; null where their values cannot all be gone through.</summary>
    /// <param name="plan">Must declare as inputs what the conditions look at, else they see nothing at run time.</param>
    public static FactTable? Of(IReadOnlyList<RouteRow> rows, Plan plan, FormSchema? form)
    {
        var conditions = new ConditionFacts();
        foreach (var when in rows.Select(r => r.When).OfType<Expressions.JavaScript.Script>())
            if (!conditions.Read(when)) return null;
        var facts = new List<Fact>();
        foreach (var (path, use) in WithAgeMerged(conditions.Facts))
        {
            if (!plan.Definition.Inputs.Any(i => string.Equals(i.Name, path[..path.IndexOf('.')], StringComparison.OrdinalIgnoreCase))) return null;
            if (Fact.Of(path, use, form) is not { } fact) return null;
            facts.Add(fact);
        }
        return facts.Aggregate(1L, (product, f) => Math.Min(product * f.Values.Count, MaxCombinations + 1)) > MaxCombinations ? null : new FactTable(facts);
    }

    public IEnumerable<FactCombination> Combinations()
    {
        var chosen = new int[_facts.Count];
        while (true)
        {
            yield return Combine(chosen);
            var at = chosen.Length - 1;
            while (at >= 0 && ++chosen[at] == _facts[at].Values.Count) chosen[at--] = 0;
            if (at < 0) yield break;
        }
    }

    private FactCombination Combine(int[] chosen)
    {
        var (age, gender, words) = (AnyAge, "female", new List<string>(chosen.Length));
        var form = new List<KeyValuePair<string, Value>>();
        for (var i = 0; i < chosen.Length; i++)
        {
            var (path, value) = (_facts[i].Path, _facts[i].Values[chosen[i]]);
            if (path == Fact.AgePath) age = (int)value.Value.AsNumber;
            else if (path == Fact.GenderPath) gender = value.Value.AsText;
            else if (!value.Value.IsUndefined) form.Add(new(path[(path.IndexOf('.') + 1)..], value.Value));
            words.Add(value.Words.Contains(" = ", StringComparison.Ordinal) || path.StartsWith("applicant", StringComparison.Ordinal) ? value.Words : $"{path} {value.Words}");
        }
        return new FactCombination(new RouteFacts(CaseInput.Applicant(age, gender), Value.NewObject(form)), words);
    }

    /// <summary>An age and whether it is under the age of majority are one fact.</summary>
    private static IEnumerable<KeyValuePair<string, FactUse>> WithAgeMerged(IReadOnlyDictionary<string, FactUse> uses)
    {
        var hasAge = uses.ContainsKey(Fact.AgePath);
        return uses.Where(u => u.Key != "applicant.minor" || !hasAge);
    }
}
