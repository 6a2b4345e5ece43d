using OneWindow.Workflows.Activities;
using OneWindow.Workflows.Expressions;

namespace OneWindow.Workflows.Execution;

/// <summary>Living instances, what they wait for and what they gave.</summary>
internal sealed partial class Burst
{
    private readonly Dictionary<int, ActivityInstance> _instances = [];
    private readonly Dictionary<string, Bookmark> _bookmarks = new(StringComparer.Ordinal);
    private readonly List<Incident> _incidents = [];
    private readonly List<string> _answered = [];

    public void AddBookmark(ActivityInstance instance, Bookmark bookmark)
    {
        (instance.Bookmarks ??= []).Add(bookmark);
        _bookmarks.Add(bookmark.Id, bookmark);
        if (bookmark.Kind == BookmarkKind.Event) Listen(bookmark, instance);
    }

    private void Keep(ActivityInstance instance)
    {
        if (instance.IsKept) return;
        instance.Keep();
        _instances.Add(instance.Id, instance);
    }

    /// <summary>Takes a bookmark away and asks the host to release what hung on it.</summary>
    /// <param name="resumedByTimer">Its timer has just fired and need not be cancelled.</param>
    private void RemoveBookmark(Bookmark bookmark, string reason, bool resumedByTimer = false)
    {
        _bookmarks.Remove(bookmark.Id);
        if (bookmark.Kind == BookmarkKind.Event) _listening![bookmark.EventName!].Remove(bookmark.Number);
        if (bookmark.Kind == BookmarkKind.WorkItem) Emit(new CloseWorkItem(bookmark.Id, reason));
        if (bookmark.DueAt is not null && !resumedByTimer) Emit(new CancelTimer(bookmark.Id));
        if (bookmark.PausesClock) Emit(new ResumeClock(bookmark.Id));
    }

    /// <summary>Removes an instance with everything below it, the youngest first.</summary>
    private void Remove(ActivityInstance instance, string reason)
    {
        if (instance.OpenChildren == 0)
        {
            RemoveOne(instance, reason);
            return;
        }
        var below = new List<ActivityInstance> { instance };
        for (var i = 0; i < below.Count; i++) below.AddRange(below[i].Children);
        below.Sort(static (a, b) => b.Id.CompareTo(a.Id));
        foreach (var one in below) RemoveOne(one, reason);
    }

    private void RemoveOne(ActivityInstance instance, string reason)
    {
        instance.IsGone = true;
        if (instance.IsKept)
        {
            _instances.Remove(instance.Id);
            instance.Drop();
        }
        Release(instance, reason);
        if (instance.IsFaulted) _incidents.RemoveAll(i => i.InstanceId == instance.Id);
        if (instance.Scope.Root == instance) instance.Scope.End ??= WorkflowSubStatus.Cancelled;
    }

    /// <summary>Takes away whatever an instance waits for.</summary>
    public void Release(ActivityInstance instance, string reason)
    {
        if (instance.Bookmarks is not { } bookmarks) return;
        for (var i = bookmarks.Count - 1; i >= 0; i--) RemoveBookmark(bookmarks[i], reason);
        instance.Bookmarks = null;
    }

    /// <summary>Withdraws living children, and queued ones, of a container.</summary>
    public void CancelChildren(ActivityInstance parent, Func<PlanNode, bool> which, string reason)
    {
        foreach (var child in parent.Children.Where(c => which(c.Node)).ToList())
        {
            Remove(child, reason);
            Withdrawn(child.Node, parent);
        }
        for (var left = _queue.Count; left > 0; left--)
        {
            var queued = _queue.Dequeue();
            if (queued.Parent != parent || !which(queued.Node)) _queue.Enqueue(queued);
            else Withdrawn(queued.Node, parent);
        }
    }

    private void Withdrawn(PlanNode child, ActivityInstance parent)
    {
        parent.OpenChildren--;
        parent.Flow?.Withdraw(child.Position);
        Log("Canceled", child, parent.Scope);
    }

    /// <summary>Captures an output into its variable and keeps it where an expression may still ask for it.</summary>
    public void SetOutput(ActivityInstance instance, OutputDescriptor output, Value value)
    {
        var (node, scope) = (instance.Node, instance.Scope);
        scope.LastResult = value;
        var outputs = node.Activity.Descriptor.Outputs;
        for (var i = 0; i < outputs.Count; i++)
        {
            if (!ReferenceEquals(outputs[i], output)) continue;
            if (node.Captures[i] is not { } target) continue;
            if (!new ExpressionScope(this, instance).TrySetVariable(target, value)) scope.SetOutput(target, value);
        }
        if (!node.KeepsResults) return;
        if (!scope.Results.TryGetValue(node.Id, out var kept)) scope.Results[node.Id] = kept = new(StringComparer.Ordinal);
        kept[output.Name] = value;
    }

    /// <summary>An output of an earlier activity, by its id or name; the first output where none is named.</summary>
    public static Value ResultOf(Scope scope, string activity, string? output)
    {
        var node = scope.Plan.FindByIdOrName(activity);
        if (node is null || !scope.Results.TryGetValue(node.Id, out var kept)) return Value.Undefined;
        if (output is null) return node.Activity.Descriptor.Outputs is [var first, ..] && kept.TryGetValue(first.Name, out var value) ? value : Value.Undefined;
        foreach (var (name, value) in kept)
            if (string.Equals(name, output, StringComparison.OrdinalIgnoreCase)) return value;
        return Value.Undefined;
    }

    /// <summary>Notes that a person answered a step.</summary>
    private void NoteAnswered(string activityId)
    {
        _answered.Remove(activityId);
        _answered.Add(activityId);
    }

    /// <summary>Forgets what was answered in these children of a container, and below them: it will be asked again.</summary>
    public void ForgetAnswers(ActivityInstance container, Func<int, bool> isChild) =>
        _answered.RemoveAll(answered => ChildWith(container, answered) is { } child && isChild(child.Position));

    /// <summary>The child of a container that an answered step is, or lies in; null where it is elsewhere.</summary>
    private static PlanNode? ChildWith(ActivityInstance container, string answered)
    {
        var (prefix, plan) = (container.Scope.Prefix, container.Scope.Plan);
        if (!answered.StartsWith(prefix, StringComparison.Ordinal)) return null;
        var id = answered[prefix.Length..].Split('/')[0];
        // An id that other containers use as well is found among the children alone.
        var at = plan.Find(id) ?? container.Node.Children.FirstOrDefault(c => c.Id == id);
        while (at is not null && at.Parent != container.Node) at = at.Parent;
        return at;
    }
}
