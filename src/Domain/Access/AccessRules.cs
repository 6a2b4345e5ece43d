using OneWindow.Domain.WorkItems;

namespace OneWindow.Domain.Access;

/// <summary>The rules on who may see and do what; lists, counts and pages ask nothing else.</summary>
public static class AccessRules
{
    /// <summary>A case is seen by the joint office, administrators and every body that takes part.</summary>
    public static bool MaySeeCase(Caller caller, IEnumerable<string> bodiesOfCase) =>
        caller.SeesEverything || bodiesOfCase.Any(body => caller.Posts.Any(post => post.Body == body));

    /// <summary>A task is seen by its post, and by the joint office and administrators, who do not thereby decide it.</summary>
    public static bool MaySee(Caller caller, WorkItem item) => caller.SeesEverything || caller.Holds(item.Body, item.Role);

    /// <summary>The window that keeps the case chases its tasks (催办), whoever holds them, and so does the joint office.</summary>
    /// <param name="station">The window that keeps the case.</param>
    public static bool MayChase(Caller caller, string station) => caller.SeesEverything || caller.Bodies.Contains(station);

    /// <summary>Only the holder decides; an unclaimed task may be decided by anyone of its post.</summary>
    public static bool MayAct(Caller caller, WorkItem item) =>
        item.IsOpen && caller.Holds(item.Body, item.Role) && (item.Assignee is null || item.Assignee == caller.UserName);
}
