using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Activities;

/// <summary>
/// Posts the case for objections (公示). The notice runs its full length while the case's clock stands; an objection
/// may be recorded at any time, the answer "no objection" only when the length is over, and then time gives it.
/// </summary>
public sealed class PublicNotice : TimedItem
{
    /// <summary>Nobody objected until the last day.</summary>
    public const string NoObjection = "no-objection";

    /// <summary>Somebody objected.</summary>
    public const string Objection = "objection";

    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new("OneWindow.PublicNotice",
        new("公示", "Public notice"), new("公示期内办件时钟暂停；期满无异议自动继续。", "Runs a public notice; the case's clock stands, and no objection by the last day goes on by itself."))
    { Inputs = SharedInputs, Outputs = [Result], Outcomes = [NoObjection, Objection], WaitsFor = BookmarkKind.WorkItem };

    private protected override WorkItemKind Kind => WorkItemKind.Notice;

    private protected override string DefaultRole => "handler";

    private protected override OutcomeOption ByHand { get; } = new(Objection, new("有异议", "Objection"), ReasonRequired: true);

    private protected override OutcomeOption ByTime { get; } = new(NoObjection, new("无异议", "No objection"), ReasonRequired: false);
}
