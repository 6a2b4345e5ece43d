using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Activities;

/// <summary>Grants money, in yuan; at most two decimals.</summary>
public sealed class GrantAid : Activity
{
    private static readonly InputDescriptor Amount = new("amount", new DataType(BaseType.Decimal, false, true), new("金额（元）", "Amount in yuan"), IsRequired: true);
    private static readonly InputDescriptor Cause = new("cause", DataType.String, new("事由", "Cause"), IsRequired: true);

    private static readonly InputDescriptor ByTime = new("byTime", DataType.Boolean, new("允许期满后不经人工决定即发放", "Time alone may lead here, with nobody deciding in between"));

    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new("OneWindow.GrantAid",
        new("发放救助", "Grant aid"), new("登记一笔救助金。", "Grants money and enters it in the ledger."))
    { Inputs = [Amount, Cause, CaseInputs.Body, ByTime] };

    /// <summary>Whether the definition itself says that nobody needs to decide after time has run out.</summary>
    internal static bool MayFollowTime(PlanNode node) => node.LiteralText(ByTime) is { } text && bool.TryParse(text, out var may) && may;

    /// <inheritdoc/>
    public override Outcome Execute(ActivityContext context)
    {
        var amount = context.Input(Amount);
        if (amount.IsNullish || amount.AsNumber is not (> 0 and < 1e12)) return Outcome.Failed("grant-amount", "A grant needs an amount above zero.");
        var yuan = Math.Round((decimal)amount.AsNumber, 2, MidpointRounding.AwayFromZero);
        if (yuan == 0) return Outcome.Failed("grant-amount", "A grant needs an amount above zero.");
        if (context.Text(Cause) is not { } cause || context.Text(CaseInputs.Body) is not { } body) return Outcome.Failed("grant-input", "A grant needs a cause and a body.");
        context.Emit(new Execution.GrantAid(yuan, cause, body));
        return Outcome.Done();
    }
}
