using OneWindow.Workflows.Expressions;
using OneWindow.Workflows.Expressions.JavaScript;

namespace OneWindow.Workflows.Analysis.Routing;

/// <summary>
/// The facts that the conditions of a routing table look at, and what they hold them against. Only comparisons of one fact
/// with one constant, joined by and, or and not, are read: on these alone the values of a fact fall into finitely
/// many groups that no condition tells apart.
/// </summary>
internal sealed class ConditionFacts
{
    private readonly SortedDictionary<string, FactUse> _facts = new(StringComparer.Ordinal);

    /// <summary>By name, such as <c>applicant.age</c> or <c>form.claim</c>.</summary>
    public IReadOnlyDictionary<string, FactUse> Facts => _facts;

    /// <summary>Reads a condition; false where it says more than comparisons of facts.</summary>
    public bool Read(Script condition) => condition.Sole is { } expression && Judge(expression);

    private bool Judge(Expression at) => at switch
    {
        StackCheck check => Judge(check.Inner),
        OptionalChain chain => Judge(chain.Inner),
        Logical both => Judge(both.Left) && Judge(both.Right),
        Unary { Operator: UnaryOperator.Not } not => Judge(not.Operand),
        Constant => true,
        Member fact => Use(fact, constant: null),
        Binary comparison => Compare(comparison),
        Call { Callee: Member { Name: "includes", Target: ArrayLiteral list } } call => Includes(call, list),
        _ => false,
    };

    private bool Compare(Binary comparison)
    {
        if (comparison.Operator is not (BinaryOperator.Less or BinaryOperator.Greater or BinaryOperator.LessOrEqual or BinaryOperator.GreaterOrEqual
            or BinaryOperator.Equal or BinaryOperator.NotEqual or BinaryOperator.StrictEqual or BinaryOperator.StrictNotEqual)) return false;
        var orders = comparison.Operator is BinaryOperator.Less or BinaryOperator.Greater or BinaryOperator.LessOrEqual or BinaryOperator.GreaterOrEqual;
        return (Plain(comparison.Left), Plain(comparison.Right)) switch
        {
            (Member fact, Constant constant) => Use(fact, constant.Value, orders),
            (Constant constant, Member fact) => Use(fact, constant.Value, orders),
            _ => false,
        };
    }

    private bool Includes(Call call, ArrayLiteral list)
    {
        if (call.Arguments is not [var argument] || Plain(argument) is not Member fact) return false;
        return Array.TrueForAll(list.Elements, e => e is Constant constant && Use(fact, constant.Value));
    }

    private bool Use(Member fact, Value? constant, bool orders = false)
    {
        if (fact is not { Name: { } name, Target: Identifier { Name: "applicant" or "form" } owner }) return false;
        var path = $"{owner.Name}.{name}";
        if (!_facts.TryGetValue(path, out var use)) _facts.Add(path, use = new FactUse());
        use.IsOrdered |= orders;
        if (constant is { } value) use.Constants.Add(value);
        else use.IsBare = true;
        return true;
    }

    private static Expression Plain(Expression at) => at switch
    {
        StackCheck check => Plain(check.Inner),
        OptionalChain chain => Plain(chain.Inner),
        _ => at,
    };
}

/// <summary>How conditions look at one fact.</summary>
internal sealed class FactUse
{
    /// <summary>What it is held against.</summary>
    public List<Value> Constants { get; } = [];

    /// <summary>By less or greater, and not by being the same alone.</summary>
    public bool IsOrdered { get; set; }

    /// <summary>By itself, as true or false.</summary>
    public bool IsBare { get; set; }
}
