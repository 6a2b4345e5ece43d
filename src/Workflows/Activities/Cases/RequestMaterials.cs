using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Activities;

/// <summary>
/// Waits for the applicant to bring what the one notice listed (一次性告知, 《行政许可法》第三十二条). The case's
/// clock stands; the item stays with the window that keeps contact; at the end of the limit it lapses by itself.
/// </summary>
public sealed class RequestMaterials : TimedItem
{
    /// <summary>Everything asked for was brought.</summary>
    public const string Supplied = "supplied";

    /// <summary>The limit ended first.</summary>
    public const string Lapsed = "lapsed";

    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new("OneWindow.RequestMaterials",
        new("补正材料", "Request materials"), new("等待申请人补齐材料，期间办件时钟暂停。", "Waits for the applicant to bring what is missing; the case's clock stands."))
    { Inputs = SharedInputs, Outputs = [Result], Outcomes = [Supplied, Lapsed], WaitsFor = BookmarkKind.WorkItem };

    private protected override WorkItemKind Kind => WorkItemKind.Materials;

    private protected override string DefaultRole => "clerk";

    private protected override OutcomeOption ByHand { get; } = new(Supplied, new("材料已补齐", "Materials supplied"), ReasonRequired: false);

    private protected override OutcomeOption ByTime { get; } = new(Lapsed, new("逾期未补", "Not supplied in time"), ReasonRequired: false);
}
