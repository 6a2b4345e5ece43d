using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions;

namespace OneWindow.Workflows.Activities;

/// <summary>What a step that a body decides and one that an office outside may answer share: a work item with answers of its own, and a limit at whose end time may answer.</summary>
public abstract class DecidedStep : Activity, IPrepared
{
    private static readonly InputDescriptor Outcomes = new("outcomes", DataType.Object, new("可选结果 [{key,name,nameEn,reason,byTime}]", "Answers [{key,name,nameEn,reason,byTime}]"), IsRequired: true)
    { Example = """[{"key":"approve","name":"同意","nameEn":"Approve"},{"key":"refuse","name":"不同意","nameEn":"Refuse","reason":true}]""" };
    private static readonly InputDescriptor Clock = new("clock", DataType.String, new("办件时钟", "Whether the case's clock runs or stands meanwhile"))
    { Options = ["run", "suspend"] };
    private static readonly InputDescriptor Form = new("form", DataType.Object, new("办理时填写的表单", "JSON Schema of the data that answering asks for"));
    private static readonly InputDescriptor LapseOutcome = new("lapseOutcome", DataType.String, new("到期自动结果", "The answer that time gives at the end of the limit"));

    private static readonly OutputDescriptor Result = new("result", DataType.String, new("结果", "Key of the answer"));
    private static readonly OutputDescriptor Data = new("data", DataType.Object, new("填写的内容", "Data of the answer"));
    private static readonly OutputDescriptor Opinion = new("opinion", DataType.String, new("意见", "Opinion of the answer"));

    private protected static InputDescriptor[] SharedInputs { get; } =
    [
        CaseInputs.Title, CaseInputs.TitleEn, CaseInputs.ResidentText, CaseInputs.ResidentTextEn, CaseInputs.Body, CaseInputs.Role,
        Outcomes, CaseInputs.Limit, CaseInputs.Basis, CaseInputs.Source, Clock, Form, LapseOutcome,
    ];

    private protected static OutputDescriptor[] SharedOutputs { get; } = [Result, Data, Opinion];

    /// <summary>Opens the work item and waits.</summary>
    /// <param name="complete">Adds what is special to this kind of step.</param>
    private protected static Outcome Open(ActivityContext context, Func<OpenWorkItem, OpenWorkItem> complete)
    {
        if (context.Text(CaseInputs.Body) is not { } body) return Outcome.Failed("no-body", "The step has no body to act.");
        var terms = CaseInputs.Terms(context);
        var lapse = context.Text(LapseOutcome);
        var suspends = context.Text(Clock) == "suspend";
        var title = CaseInputs.TitleOf(context);
        context.WaitForAnswer(
            id => complete(new OpenWorkItem
            {
                BookmarkId = id,
                ActivityId = context.ActivityId,
                Kind = WorkItemKind.Step,
                Title = title,
                ResidentText = CaseInputs.Bilingual(context, CaseInputs.ResidentText, CaseInputs.ResidentTextEn),
                Body = body,
                Role = context.Text(CaseInputs.Role) ?? "handler",
                Outcomes = OptionsOf(context.Node),
                Form = ActivityContext.Json(context.Input(Form)),
                Limit = terms,
                SuspendsClock = suspends,
                LapseOutcome = lapse,
            }),
            lapse is null ? null : CaseInputs.EndOf(context, terms),
            suspends ? title : null);
        return Outcome.Waiting();
    }

    /// <inheritdoc/>
    public sealed override Outcome Resume(ActivityContext context, Stimulus stimulus)
    {
        var answer = stimulus as AnswerStimulus;
        var outcome = answer?.Outcome ?? context.Text(LapseOutcome) ?? Outcome.DonePort;
        context.SetOutput(Data, answer?.Data ?? Value.Null);
        context.SetOutput(Opinion, Value.From(answer?.Opinion));
        context.SetOutput(Result, Value.From(outcome));
        return Outcome.Done(outcome);
    }

    /// <inheritdoc/>
    public sealed override IReadOnlyList<string> OutcomesOf(PlanNode node) => [.. OptionsOf(node).Select(o => o.Key)];

    /// <inheritdoc/>
    internal sealed override bool IsGivenByTime(PlanNode node, string port) => node.IsWorkedOut(LapseOutcome) || node.LiteralText(LapseOutcome) == port;

    object IPrepared.Prepare(PlanNode node, InputReader reader)
    {
        CaseInputs.CheckLimit(node, reader, CaseInputs.Limit);
        Check(node, reader);
        var options = node.Inputs[Array.IndexOf([.. Descriptor.Inputs], Outcomes)] is LiteralInput literal && literal.Value.TryGetArray(out var items)
            ? items.Select(Option).ToList()
            : [];
        if (options.Count == 0 || options.Exists(o => o.Key.Length == 0) || options.DistinctBy(o => o.Key).Count() != options.Count)
            reader.Report("OW112-bad-outcomes", "outcomes", "A step lists its answers as [{key,name}], each key once.", 0);
        var lapse = node.Inputs[Array.IndexOf([.. Descriptor.Inputs], LapseOutcome)] is LiteralInput time ? time.Value.AsText : null;
        if (options.Find(o => o.ByTime && o.Key != lapse) is { } never)
            reader.Report("OW112-bad-outcomes", "outcomes", $"Only time gives the answer {never.Key}, and lapseOutcome does not name it.", 0);
        return options;
    }

    /// <summary>Reports what is wrong with inputs of this kind of step alone.</summary>
    private protected virtual void Check(PlanNode node, InputReader reader)
    {
    }

    internal static OutcomeOption Option(Value item)
    {
        var key = item.TryGetProperty("key", out var k) ? k.AsText : "";
        var name = item.TryGetProperty("name", out var n) ? n.AsText : key;
        var english = item.TryGetProperty("nameEn", out var e) ? e.AsText : name;
        return new OutcomeOption(key, new(name, english), item.TryGetProperty("reason", out var reason) && reason.AsBoolean)
        {
            ByTime = item.TryGetProperty("byTime", out var byTime) && byTime.AsBoolean,
        };
    }

    internal static List<OutcomeOption> OptionsOf(PlanNode node) => (List<OutcomeOption>)node.Prepared!;
}
