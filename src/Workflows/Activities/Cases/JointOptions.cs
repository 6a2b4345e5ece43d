using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Activities;

/// <summary>The answers that a joint step offers, which of them refuse, and the ports that it can leave by.</summary>
/// <param name="Options">What each body may answer.</param>
/// <param name="Refusing">Keys of the answers that refuse.</param>
internal sealed record JointOptions(IReadOnlyList<OutcomeOption> Options, IReadOnlySet<string> Refusing, IReadOnlyList<string> Ports)
{
    private static readonly OutcomeOption Consent = new("silent-consent", new("逾期未答复，视为同意", "No answer: taken as consent"), ReasonRequired: false) { IsByTime = true };
    private static readonly OutcomeOption Refusal = new("silent-refusal", new("逾期未答复，视为不同意", "No answer: taken as refusal"), ReasonRequired: false) { IsByTime = true };
    private static readonly OutcomeOption Agree = new("agree", new("同意", "Agree"), ReasonRequired: false);
    private static readonly OutcomeOption Refuse = new("refuse", new("不同意", "Refuse"), ReasonRequired: true);

    public static JointOptions Of(PlanNode node) => (JointOptions)node.Prepared!;

    /// <summary>What is recorded of a body that has said nothing.</summary>
    public static OutcomeOption SilenceOf(bool consents) => consents ? Consent : Refusal;

    public bool Agrees(string outcome) => !Refusing.Contains(outcome);

    public static JointOptions Read(PlanNode node, InputReader reader)
    {
        var (rule, silence) = (Written(node, "rule"), Written(node, "silence"));
        if (rule?.Value.AsText == "quorum" && Written(node, "quorum") is { } count && !(count.Value.AsNumber >= 1))
            reader.Report("OW120-bad-joint", "quorum", "The rule quorum needs the number of bodies that must agree.", 0);
        if (silence?.Value.AsText is "consent" or "refusal" && ReferenceEquals(Input(node, "limit"), LiteralInput.Absent))
            reader.Report("OW120-bad-joint", "silence", "Silence can mean something only at the end of a limit.", 0);
        var items = Written(node, "outcomes")?.Value.TryGetArray(out var list) is true ? list : null;
        if (items is null) return new([Agree, Refuse], new HashSet<string>(StringComparer.Ordinal) { Refuse.Key }, PortsOf(rule, mayRefuse: true));
        var options = items.Select(DecidedStep.Option).ToList();
        if (options.Count == 0 || options.Exists(o => o.Key.Length == 0) || options.DistinctBy(o => o.Key).Count() != options.Count)
            reader.Report("OW112-bad-outcomes", "outcomes", "A step lists its answers as [{key,name}], each key once.", 0);
        var refusing = items.Where(i => i.TryGetProperty("counts", out var counts) && counts.AsText == "refuse").Select(i => DecidedStep.Option(i).Key).ToHashSet(StringComparer.Ordinal);
        return new(options, refusing, PortsOf(rule, refusing.Count > 0 || silence is null || silence.Value.AsText == "refusal"));
    }

    /// <summary>One that agrees is enough under "any", so that it is agreed or refused and never mixed.</summary>
    private static string[] PortsOf(LiteralInput? rule, bool mayRefuse) =>
        !mayRefuse ? [JointHandling.Agreed]
        : rule?.Value.AsText == "any" ? [JointHandling.Agreed, JointHandling.Refused]
        : [JointHandling.Agreed, JointHandling.Refused, JointHandling.Mixed];

    /// <summary>An input that is not worked out at run time, absent ones among them.</summary>
    private static LiteralInput? Written(PlanNode node, string name) => Input(node, name) as LiteralInput;

    private static CompiledInput Input(PlanNode node, string name)
    {
        var inputs = node.Activity.Descriptor.Inputs;
        for (var i = 0; i < inputs.Count; i++)
            if (inputs[i].Name == name) return node.Inputs[i];
        throw new InvalidOperationException($"There is no input {name}.");
    }
}
