namespace OneWindow.Domain.WorkItems;

/// <summary>People who may not decide a task although they are of its post.</summary>
/// <param name="Involved">They registered the case or decided a step that this one checks (不得自己审批自己经办的事).</param>
/// <param name="Recused">They keep out of the case (回避).</param>
public sealed record Exclusions(IReadOnlySet<string> Involved, IReadOnlySet<string> Recused)
{
    public bool Any => Involved.Count + Recused.Count > 0;

    public bool Holds(string userName) => Involved.Contains(userName) || Recused.Contains(userName);

    /// <exception cref="Errors.RefusedException"><c>recused</c> or <c>self-approval</c>.</exception>
    public void Refuse(string userName)
    {
        if (Recused.Contains(userName)) throw WorkItemErrors.Recused();
        if (Involved.Contains(userName)) throw WorkItemErrors.SelfApproval();
    }
}
