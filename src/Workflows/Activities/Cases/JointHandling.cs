using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions;

namespace OneWindow.Workflows.Activities;

/// <summary>
/// Asks several bodies at once (并联办理) and goes on once, when the rule is met: all, any one, or so many of them. Each body
/// has an item and a limit of its own. Where the definition says what silence means, a body that has said nothing by the end of its
/// limit is recorded as having consented or refused by silence; where it says nothing, its answer is waited for.
/// </summary>
public sealed class JointHandling : Activity, IPrepared
{
    /// <summary>As many agree as the rule asks for.</summary>
    public const string Agreed = "agreed";

    /// <summary>Nobody agrees, and no longer so many can as the rule asks for.</summary>
    public const string Refused = "refused";

    /// <summary>Some agree and some refuse, and fewer agree than the rule asks for.</summary>
    public const string Mixed = "mixed";

    private static readonly InputDescriptor Bodies = new("bodies", DataType.Object, new("参加单位代码的列表；需要不同时限的写成 {body,limit}", "Codes of the bodies that are asked; {body,limit} where one has a limit of its own"), IsRequired: true)
    { Example = """["labour-bureau",{"body":"justice-bureau","limit":"5wd"}]""" };
    private static readonly InputDescriptor Rule = new("rule", DataType.String, new("规则：全部、任一、达到数量", "Whether all must agree, any one, or a number of them"))
    { Options = ["all", "any", "quorum"] };
    private static readonly InputDescriptor Quorum = new("quorum", DataType.Int32, new("达到数量时的单位数", "How many must agree under the rule quorum")) { Example = "1" };
    private static readonly InputDescriptor Silence = new("silence", DataType.String, new("逾期未答复：等待、视为同意、视为不同意", "What silence by the end of the limit means"))
    { Options = ["wait", "consent", "refusal"] };
    private static readonly InputDescriptor Outcomes = new("outcomes", DataType.Object, new("可选答复 [{key,name,nameEn,reason,counts}]，counts 为 refuse 的算不同意；默认同意、不同意", "Answers [{key,name,nameEn,reason,counts}], refusals where counts is refuse; agree and refuse by default"))
    { Example = """[{"key":"joins","name":"派员参加","nameEn":"Joins"},{"key":"declines","name":"不参加","nameEn":"Declines","reason":true,"counts":"refuse"}]""" };
    private static readonly InputDescriptor Clock = new("clock", DataType.String, new("办件时钟", "Whether the case's clock runs or stands meanwhile"))
    { Options = ["run", "suspend"] };
    private static readonly InputDescriptor Form = new("form", DataType.Object, new("答复时填写的表单", "JSON Schema of the data that answering asks for"));
    private static readonly OutputDescriptor Result = new("result", DataType.String, new("结果", "agreed, refused or mixed"));
    private static readonly OutputDescriptor Answers = new("answers", DataType.Object, new("各单位的答复 [{body,outcome,agrees,silent,opinion,data}]", "What each body answered [{body,outcome,agrees,silent,opinion,data}]"));

    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new("OneWindow.JointHandling",
        new("并联办理", "Joint handling"), new("同时请几个单位答复，按规则（全部、任一、达到数量）汇合一次；可以约定逾期未答复视为同意。", "Asks several bodies at once and goes on once, when all, any or enough of them have agreed; silence may count as an answer."))
    {
        Inputs =
        [
            CaseInputs.Title, CaseInputs.TitleEn, CaseInputs.ResidentText, CaseInputs.ResidentTextEn, Bodies, CaseInputs.Role,
            Rule, Quorum, Silence, Outcomes, CaseInputs.Limit, CaseInputs.Basis, CaseInputs.Source, Clock, Form,
        ],
        Outputs = [Result, Answers],
        Outcomes = [Agreed, Refused, Mixed],
        WaitsFor = BookmarkKind.WorkItem,
    };

    /// <inheritdoc/>
    public override Outcome Execute(ActivityContext context)
    {
        var asked = JointTally.ReadBodies(context.Input(Bodies));
        var tally = new JointTally(asked.Count, NeedOf(context, asked.Count));
        if (tally.Need > asked.Count || asked.Exists(a => a.Body.Length == 0)) return Outcome.Failed("joint-too-few", "Fewer bodies are asked than must agree.");
        var entries = new List<Value>();
        foreach (var (body, limit) in asked) entries.Add(JointTally.Entry(Ask(context, body, limit), body));
        context.Data = Value.NewArray(entries);
        return Settle(context, tally);
    }

    /// <inheritdoc/>
    public override Outcome Resume(ActivityContext context, Stimulus stimulus)
    {
        var options = JointOptions.Of(context.Node);
        var entries = JointTally.EntriesOf(context.Data);
        switch (stimulus)
        {
            case AnswerStimulus answer:
                JointTally.Record(entries, answer.BookmarkId, answer.Outcome, options.Agrees(answer.Outcome), answer);
                break;
            case TimerStimulus timer:
                var consents = context.Text(Silence) != "refusal";
                JointTally.Record(entries, timer.BookmarkId, JointOptions.SilenceOf(consents).Key, consents, null);
                break;
        }
        context.Data = Value.NewArray(entries);
        return Settle(context, new JointTally(entries.Count, NeedOf(context, entries.Count)));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> OutcomesOf(PlanNode node) => JointOptions.Of(node).Ports;

    /// <inheritdoc/>
    public override IReadOnlyList<string> AnswersOf(PlanNode node) => [.. JointOptions.Of(node).Options.Select(o => o.Key)];

    /// <inheritdoc/>
    internal override bool IsGivenByTime(PlanNode node, string port) => node.LiteralText(Silence) switch
    {
        "consent" => port != Refused,
        "refusal" => port != Agreed,
        _ => node.IsWorkedOut(Silence),
    };

    object IPrepared.Prepare(PlanNode node, InputReader reader)
    {
        CaseInputs.CheckLimit(node, reader, CaseInputs.Limit);
        return JointOptions.Read(node, reader);
    }

    /// <summary>How many must agree.</summary>
    private static int NeedOf(ActivityContext context, int asked) => context.Text(Rule) switch
    {
        "any" => 1,
        "quorum" => (int)context.Input(Quorum).AsNumber,
        _ => asked,
    };

    private static string Ask(ActivityContext context, string body, string? ownLimit)
    {
        var terms = JointTally.Terms(context, ownLimit);
        var silence = context.Text(Silence) switch { "consent" => JointOptions.SilenceOf(true), "refusal" => JointOptions.SilenceOf(false), _ => null };
        var title = CaseInputs.TitleOf(context);
        var suspends = context.Text(Clock) == "suspend";
        var bookmark = "";
        var (options, activity, form) = (JointOptions.Of(context.Node).Options, context.ActivityId, ActivityContext.Json(context.Input(Form)));
        var (resident, role) = (CaseInputs.Bilingual(context, CaseInputs.ResidentText, CaseInputs.ResidentTextEn), context.Text(CaseInputs.Role) ?? "handler");
        context.WaitForAnswer(
            id => new OpenWorkItem
            {
                BookmarkId = bookmark = id,
                ActivityId = activity,
                Kind = WorkItemKind.Step,
                Title = title,
                ResidentText = resident,
                Body = body,
                Role = role,
                Outcomes = silence is null ? options : [.. options, silence],
                Form = form,
                Limit = terms,
                SuspendsClock = suspends,
                LapseOutcome = silence?.Key,
            },
            silence is null ? null : CaseInputs.EndOf(context, terms),
            suspends ? title : null);
        return bookmark;
    }

    /// <summary>Goes on where the rule is met or can no longer be met; what is still open then is closed as overtaken.</summary>
    private static Outcome Settle(ActivityContext context, JointTally tally)
    {
        var entries = JointTally.EntriesOf(context.Data);
        if (tally.ResultOf(entries, hearsAll: context.Text(Rule) is null or "all") is not { } result) return Outcome.Waiting();
        context.StopWaiting("superseded");
        context.SetOutput(Answers, Value.NewArray(entries.Where(JointTally.HasAnswered)));
        context.SetOutput(Result, Value.From(result));
        return Outcome.Done(result);
    }
}
