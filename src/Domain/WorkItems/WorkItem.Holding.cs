using OneWindow.Domain.Access;

namespace OneWindow.Domain.WorkItems;

/// <summary>Whose the task is: taken, put back, handed to a colleague, passed to another post.</summary>
public sealed partial class WorkItem
{
    /// <summary>Stands among <see cref="NotBy"/> for whoever registered the case.</summary>
    public const string Registrar = "registrar";

    /// <summary>The role that approves, which never decides what it has registered itself.</summary>
    public const string ApproverRole = "approver";

    /// <summary>A supervising post holds the task and has to say which body gets it.</summary>
    public bool AwaitsAssignment => HomeRole is not null;

    /// <summary>Whoever registered the case may not decide this.</summary>
    public bool ExcludesRegistrar => Role == ApproverRole || NotBy?.Contains(Registrar) is true;

    /// <summary>Steps whose deciders may not decide this.</summary>
    public IReadOnlyList<string> ExcludedSteps => NotBy is null ? [] : [.. NotBy.Where(n => n != Registrar)];

    /// <summary>Takes the task; taking it twice changes nothing.</summary>
    public void Claim(Caller caller)
    {
        RefuseWhenDecided();
        if (!caller.Holds(Body, Role)) throw WorkItemErrors.NotYours();
        if (Assignee is not null && Assignee != caller.UserName) throw WorkItemErrors.ClaimedByOther();
        Assignee = caller.UserName;
    }

    /// <summary>Puts the task back into the post's worklist. The joint office may do so for an absent holder.</summary>
    public void Release(Caller caller)
    {
        RefuseWhenDecided();
        if (Assignee is null) throw WorkItemErrors.NotClaimed();
        if (Assignee != caller.UserName && !caller.SeesEverything)
            throw caller.Holds(Body, Role) ? WorkItemErrors.ClaimedByOther() : WorkItemErrors.NotYours();
        Assignee = null;
    }

    /// <summary>Gives the task to a colleague of the same post, whom the caller has made sure of.</summary>
    public void AssignTo(string userName)
    {
        RefuseWhenDecided();
        Assignee = userName;
    }

    /// <summary>Puts the task back into the post's worklist, whoever holds it.</summary>
    public void LetGo()
    {
        RefuseWhenDecided();
        Assignee = null;
    }

    /// <summary>Passes the task to the role that it is for in another body; its limit runs on.</summary>
    /// <param name="byOffice">The joint office decides so: the body cannot say that the task is not its.</param>
    public void TransferTo(string body, bool byOffice = false)
    {
        RefuseWhenDecided();
        if (body == Body && !AwaitsAssignment) throw WorkItemErrors.SameBody();
        if (AwaitsAssignment) IsAssigned = byOffice;
        Hold(new Post(body, HomeRole ?? Role));
        HomeRole = null;
    }

    /// <summary>Nobody of its post may decide it: another post does in its place, by the same rules.</summary>
    public void ClimbTo(Post post)
    {
        RefuseWhenDecided();
        // Another role's approval is still an approval.
        if (ExcludesRegistrar) NotBy = [Registrar, .. ExcludedSteps];
        Hold(post);
    }

    /// <summary>A supervising post gets the task and has to say which body it is for.</summary>
    public void AwaitAssignment(Post supervisor)
    {
        RefuseWhenDecided();
        if (ExcludesRegistrar) NotBy = [Registrar, .. ExcludedSteps];
        HomeRole ??= Role;
        Hold(supervisor);
    }

    /// <exception cref="Errors.RefusedException"><c>assignment-open</c>: which body decides is still to be said.</exception>
    public void RefuseWhileUnassigned()
    {
        if (AwaitsAssignment) throw WorkItemErrors.AssignmentOpen();
    }

    private void Hold(Post post) => (Body, Role, Post, Assignee) = (post.Body, post.Role, post.ToString(), null);
}
