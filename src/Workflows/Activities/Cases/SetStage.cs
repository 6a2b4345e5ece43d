using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Activities;

/// <summary>Says where the case is; a human step does this by itself.</summary>
public sealed class SetStage : Activity
{
    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new("OneWindow.SetStage",
        new("设置阶段", "Set stage"), new("说明办件进行到哪一步。", "Says where the case is."))
    { Inputs = [CaseInputs.Title, CaseInputs.TitleEn, CaseInputs.ResidentText, CaseInputs.ResidentTextEn] };

    /// <inheritdoc/>
    public override Outcome Execute(ActivityContext context)
    {
        context.Emit(new Execution.SetStage(context.ActivityId, CaseInputs.TitleOf(context), CaseInputs.Bilingual(context, CaseInputs.ResidentText, CaseInputs.ResidentTextEn)));
        return Outcome.Done();
    }
}
