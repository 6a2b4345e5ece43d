using System.Globalization;
using System.Text;
using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Analysis;

/// <summary>
/// Writes a situation so that two get the same text exactly where the engine goes on from both alike: numbers of
/// instances, order of siblings, data and journal do not count.
/// </summary>
internal sealed class SituationKey(Plan plan, bool withReturns)
{
    public string Of(Situation situation)
    {
        var state = situation.State;
        if (situation.HasEnded) return $"end {state.SubStatus} {situation.ClosedBy?.Index}";
        var own = state.Instances.ToDictionary(i => i.Id, Own);
        foreach (var bookmark in state.Bookmarks) own[bookmark.InstanceId].Append('!');
        for (var i = 0; i < situation.Queued.Count; i++)
            own[situation.Queued[i].Parent].Append(CultureInfo.InvariantCulture, $"<{i}:{situation.Queued[i].Node.Index}>");
        var key = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{situation.ClosedBy?.Index} ");
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

    private StringBuilder Own(InstanceState instance)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{plan.Find(instance.Node)!.Index}.{instance.Cursor}");
        if (instance.IsFaulted) text.Append('?');
        if (instance.Edges is { } edges) text.Append('/').Append(withReturns ? edges : Settled(edges));
        return text;
    }

    /// <summary>Whether a join that has run was reached by an arrow or not is only ever asked by a return.</summary>
    private static string Settled(string edges) => edges.Replace(FlowScope.Digit(EdgeState.SpentFollowed), FlowScope.Digit(EdgeState.Idle)).Replace(FlowScope.Digit(EdgeState.SpentDead), FlowScope.Digit(EdgeState.Idle));
}
