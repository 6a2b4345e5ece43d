using System.Globalization;
using System.Text;
using OneWindow.Workflows.Activities;
using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Analysis;

/// <summary>
/// Writes a situation so that two get the same text exactly where the engine goes on from both alike: numbers of
/// instances, order of siblings, data and journal do not count.
/// </summary>
internal sealed class SituationKey(bool withReturns)
{
    public string Of(Situation situation)
    {
        var state = situation.State;
        if (situation.HasEnded) return $"end {state.SubStatus} {situation.ClosedBy?.Path}";
        var own = state.Instances.ToDictionary(i => i.Id, i => Own(state, i, situation.Nodes[i.Id]));
        foreach (var bookmark in state.Bookmarks) own[bookmark.InstanceId].Append('!');
        for (var i = 0; i < situation.Pending.Count; i++)
            own[situation.Pending[i].Parent].Append(CultureInfo.InvariantCulture, $"<{i}:{situation.Pending[i].Node.Index}>");
        var key = new StringBuilder(situation.ClosedBy?.Path).Append(' ').Append(state.Trigger).Append(' ');
        if (withReturns) key.AppendJoin(',', state.Answered.Order(StringComparer.Ordinal)).Append(' ');
        return key.Append(Nested(state, own)).ToString();
    }

    /// <summary>Texts of instances within those of their parents, siblings in the order of their texts.</summary>
    private static string Nested(WorkflowState state, Dictionary<int, StringBuilder> own)
    {
        var below = new Dictionary<int, List<string>>();
        var root = "";
        // A child has a higher number than its parent, so that its text is complete first.
        foreach (var instance in state.Instances.OrderByDescending(i => i.Id))
        {
            var text = own[instance.Id];
            if (below.Remove(instance.Id, out var children))
            {
                children.Sort(StringComparer.Ordinal);
                text.Append('(').AppendJoin(' ', children).Append(')');
            }
            if (instance.Parent is not { } parent) root = text.ToString();
            else if (below.TryGetValue(parent, out var siblings)) siblings.Add(text.ToString());
            else below[parent] = [text.ToString()];
        }
        return root;
    }

    private StringBuilder Own(WorkflowState state, InstanceState instance, PlanNode node)
    {
        var text = new StringBuilder(Situation.PrefixOf(state, instance)).Append(CultureInfo.InvariantCulture, $"{node.Index}");
        if (HasFiniteCursor(node)) text.Append('.').Append(instance.Cursor);
        if (instance.IsFaulted) text.Append('?');
        if (instance.IsBreaking) text.Append('^');
        if (!instance.Data.IsUndefined && HasFiniteCursor(node)) text.Append(instance.Data.ToJson().GetRawText());
        if (instance.Edges is { } edges) text.Append('/').Append(withReturns ? edges : Settled(edges));
        return text.Append(instance.Tokens);
    }

    /// <summary>The numbers of a range that is not constant mean nothing: whether it goes on is free.</summary>
    private static bool HasFiniteCursor(PlanNode node) => node.Activity is not For || !node.HasDynamicInputs;

    /// <summary>Whether a join that has run was reached by an arrow or not is only ever asked by a return.</summary>
    private static string Settled(string edges) => edges
        .Replace(FlowScope.Digit(EdgeState.SpentFollowed), FlowScope.Digit(EdgeState.Idle))
        .Replace(FlowScope.Digit(EdgeState.SpentDead), FlowScope.Digit(EdgeState.Idle));
}
