using System.Globalization;
using OneWindow.Domain.Forms;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions;

namespace OneWindow.Workflows.Analysis.Routing;

/// <summary>One value of a fact, standing for all that no condition tells from it.</summary>
/// <param name="Words">For the finding.</param>
/// <param name="Value">Undefined where the fact is absent.</param>
internal sealed record FactValue(string Words, Value Value);

/// <summary>A fact with a value out of each group that the conditions can tell apart.</summary>
/// <param name="Path">Such as form.claim.</param>
internal sealed record Fact(string Path, IReadOnlyList<FactValue> Values)
{
    public const string AgePath = "applicant.age";
    public const string GenderPath = "applicant.gender";

    private const int Oldest = 150;

    private static readonly FactValue Absent = new("没有填写 (absent)", Value.Undefined);

    /// <summary>The groups of a fact's values; null where its values cannot all be gone through.</summary>
    /// <param name="form">The service's form; null where none is known.</param>
    public static Fact? Of(string path, FactUse use, FormSchema? form)
    {
        var (owner, name) = (path[..path.IndexOf('.')], path[(path.IndexOf('.') + 1)..]);
        if (owner == "applicant") return OfApplicant(name, use);
        if (form?.Fields.FirstOrDefault(f => f.Key == name) is not { } field) return null;
        if (Groups(field, use) is not { } values) return null;
        return new Fact(path, field is { Required: true, IsConditional: false } ? values : [.. values, Absent]);
    }

    /// <summary>Whether the applicant is a minor hangs on the age, so that the two are one fact.</summary>
    private static Fact? OfApplicant(string name, FactUse use) => name switch
    {
        "age" or "minor" when use.Constants.TrueForAll(c => c.IsNumber || name == "minor") =>
            new(AgePath, Numbers([.. name == "age" ? Cuts(use) : [], CaseInput.AgeOfMajority], 0, Oldest, isWhole: true, v => $"申请人{v}岁 (age {v})")),
        "gender" => new(GenderPath, [new("申请人为女性 (female)", Value.From("female")), new("申请人为男性 (male)", Value.From("male"))]),
        _ => null,
    };

    private static List<FactValue>? Groups(FormField field, FactUse use) => field switch
    {
        { Type: "boolean" } => [new($"{field.Title} = 是 (true)", Value.From(true)), new($"{field.Title} = 否 (false)", Value.From(false))],
        { Type: "string", Options.Count: > 0 } => [.. field.Options.Select(o => new FactValue($"{field.Title} = {o.Name} ({o.Value})", Value.From(o.Value)))],
        { Type: "integer" or "number", Options.Count: 0 } when use.Constants.TrueForAll(c => c.IsNumber) =>
            Numbers([.. Cuts(use)], (double?)field.Minimum ?? double.NegativeInfinity, (double?)field.Maximum ?? double.PositiveInfinity, field.Type == "integer", v => $"{field.Title} = {v}"),
        { Type: "string" } when !use.IsOrdered && use.Constants.TrueForAll(c => c.IsString) => Texts(field, use),
        _ => null,
    };

    /// <summary>A text is one of those it is held against, or another; empty is another group where it stands by itself.</summary>
    private static List<FactValue> Texts(FormField field, FactUse use)
    {
        var constants = use.Constants.Select(c => c.AsText).Distinct(StringComparer.Ordinal).ToList();
        if (use.IsBare && field.MinLength is null or 0 && !constants.Contains("")) constants.Add("");
        var other = "x";
        while (constants.Contains(other)) other += "x";
        return [.. constants.Select(c => new FactValue($"{field.Title} = “{c}”", Value.From(c))), new FactValue($"{field.Title} 为其他内容 (any other text)", Value.From(other))];
    }

    private static IEnumerable<double> Cuts(FactUse use) => use.Constants.Where(c => c.IsNumber).Select(c => c.AsNumber).Concat(use.IsBare ? [0] : []);

    /// <summary>One number below, at, between and above the constants, as far as the field allows it.</summary>
    private static List<FactValue> Numbers(IReadOnlyCollection<double> cuts, double minimum, double maximum, bool isWhole, Func<string, string> words)
    {
        var edges = cuts.Distinct().Order().ToList();
        var numbers = new List<double>();
        for (var i = 0; i <= edges.Count; i++)
        {
            if (Between(i == 0 ? double.NegativeInfinity : edges[i - 1], i == edges.Count ? double.PositiveInfinity : edges[i], minimum, maximum, isWhole) is { } inside) numbers.Add(inside);
            if (i < edges.Count && edges[i] >= minimum && edges[i] <= maximum && (!isWhole || edges[i] == Math.Floor(edges[i]))) numbers.Add(edges[i]);
        }
        return [.. numbers.Select(n => new FactValue(words(n.ToString("0.##########", CultureInfo.InvariantCulture)), Value.From(n)))];
    }

    /// <summary>A number above one edge and below the next, the nearest to an edge where it is whole; null where there is none.</summary>
    private static double? Between(double above, double below, double minimum, double maximum, bool isWhole)
    {
        if (isWhole)
        {
            var (first, last) = (Math.Max(Math.Floor(above) + 1, Math.Ceiling(minimum)), Math.Min(Math.Ceiling(below) - 1, Math.Floor(maximum)));
            if (first > last) return null;
            return double.IsFinite(last) && double.IsNegativeInfinity(above) ? last : double.IsFinite(first) ? first : double.IsFinite(last) ? last : 0;
        }
        var (low, high) = (Math.Max(above, minimum), Math.Min(below, maximum));
        if (low > high || (low == high && (low == above || high == below))) return null;
        if (double.IsInfinity(low)) return double.IsInfinity(high) ? 0 : high - 1;
        return double.IsInfinity(high) ? low + 1 : low + ((high - low) / 2);
    }
}
