using OneWindow.Workflows.Activities;
using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Analysis;

/// <summary>The sentences of which traces are made.</summary>
internal static class TraceWords
{
    /// <summary>An activity by its id and, where it has one, what people see on the picture.</summary>
    public static string Name(PlanNode node) =>
        node.Definition.DisplayText == node.Id ? $"“{node.Id}”" : $"“{node.Id}” ({node.Definition.DisplayText})";

    public static string Names(IEnumerable<PlanNode> nodes) => string.Join(", ", nodes.Distinct().OrderBy(n => n.Index).Select(Name));

    public static string Start(PlanNode trigger) => $"{Name(trigger)} started the workflow";

    public static string Answer(PlanNode node, BookmarkKind kind, string port) => kind switch
    {
        BookmarkKind.WorkItem when node.Activity is TimedItem item && port == item.LapseOutcome => $"the time of {Name(node)} ran out: {port}",
        BookmarkKind.WorkItem => $"{Name(node)} was answered {port}",
        BookmarkKind.Timer => $"the timer of {Name(node)} fired{By(port)}",
        BookmarkKind.Event => $"the event of {Name(node)} came{By(port)}",
        _ => $"{Name(node)} came back{By(port)}",
    };

    public static string Skip(PlanNode node, string port) => $"the incident of {Name(node)} was passed over{By(port)}";

    public static string Return(PlanNode from, PlanNode to) => $"{Name(from)} sent the case back to {Name(to)}";

    public static string Reopen(string step) => $"the case was closed and went on at “{step}”";

    /// <summary>What was chosen in a burst: the ports a step left by, or how its condition was answered.</summary>
    public static IEnumerable<string> Choices(IReadOnlyList<Choice> choices, IReadOnlyList<JournalEntry> journal) =>
        choices.GroupBy(c => c.Node).Select(asked =>
        {
            var ports = journal.LastOrDefault(e => e.ActivityId == asked.Key.Path && e.Event == "Completed").Detail;
            return $"{Name(asked.Key)} went {(asked.Key.Activity.Descriptor.IsContainer ? null : ports) ?? string.Join(", ", asked.Select(c => c.Ways[c.Taken]))}";
        });

    private static string By(string port) => port == Outcome.DonePort ? "" : $": {port}";
}
