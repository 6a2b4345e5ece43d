using OneWindow.Domain.Access;
using OneWindow.Domain.Errors;
using OneWindow.Domain.Tests.Cases;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Domain.Tests.WorkItems;

public sealed class WorkItemTests
{
    private static readonly DateTimeOffset Now = ACase.RegisteredAt;
    private static readonly Caller Handler = Of("one", "legal-aid", "handler");
    private static readonly Caller Colleague = Of("two", "legal-aid", "handler");
    private static readonly Caller Approver = Of("three", "legal-aid", "approver");
    private static readonly Caller Office = new("office", "联席办", [GlobalRoles.Office], [], null);

    [Fact]
    public void Whoever_holds_the_post_may_claim()
    {
        var item = Open();
        item.Claim(Handler);
        item.Claim(Handler);
        Assert.Equal("one", item.Assignee);
    }

    [Fact]
    public void Another_role_of_the_body_may_not_claim() => Refused("task-not-yours", RefusalKind.Forbidden, () => Open().Claim(Approver));

    [Fact]
    public void The_joint_office_sees_a_task_and_does_not_decide_it()
    {
        var item = Open();
        Assert.True(AccessRules.MaySee(Office, item));
        Assert.False(AccessRules.MayAct(Office, item));
        Refused("task-not-yours", RefusalKind.Forbidden, () => item.Complete(Office, new WorkItemAnswer("approve", null, null), Now));
    }

    [Fact]
    public void A_claimed_task_is_the_holders_alone()
    {
        var item = Open();
        item.Claim(Handler);
        Assert.False(AccessRules.MayAct(Colleague, item));
        Refused("task-claimed-by-other", RefusalKind.Forbidden, () => item.Claim(Colleague));
        Refused("task-claimed-by-other", RefusalKind.Forbidden, () => item.Complete(Colleague, new WorkItemAnswer("approve", null, null), Now));
        Refused("task-claimed-by-other", RefusalKind.Forbidden, () => item.Release(Colleague));
    }

    [Fact]
    public void A_released_task_is_free_again()
    {
        var item = Open();
        item.Claim(Handler);
        item.Release(Handler);
        item.Claim(Colleague);
        Assert.Equal("two", item.Assignee);
    }

    [Fact]
    public void The_joint_office_may_release_for_an_absent_holder()
    {
        var item = Open();
        item.Claim(Handler);
        item.Release(Office);
        Assert.Null(item.Assignee);
    }

    [Fact]
    public void Releasing_what_nobody_holds_is_refused() => Refused("task-not-claimed", RefusalKind.Conflict, () => Open().Release(Handler));

    [Fact]
    public void Answering_an_unclaimed_task_claims_it()
    {
        var item = Open();
        item.Complete(Handler, new WorkItemAnswer("approve", "同意", "{}"), Now);
        Assert.Equal((WorkItemState.Done, "approve", "one", "one", "answered"), (item.State, item.Outcome, item.Assignee, item.CompletedBy, item.ClosingReason));
    }

    [Fact]
    public void A_decided_task_takes_no_second_answer()
    {
        var item = Open();
        item.Complete(Handler, new WorkItemAnswer("approve", null, null), Now);
        Refused("task-already-decided", RefusalKind.Conflict, () => item.Complete(Handler, new WorkItemAnswer("approve", null, null), Now));
        Refused("task-already-decided", RefusalKind.Conflict, () => item.Cancel("withdrawn", "system", Now));
        Refused("task-already-decided", RefusalKind.Conflict, () => item.TransferTo("justice-bureau"));
    }

    [Fact]
    public void An_unknown_outcome_is_refused_at_its_field()
    {
        var refused = Refused("outcome-unknown", RefusalKind.Invalid, () => Open().Complete(Handler, new WorkItemAnswer("maybe", null, null), Now));
        Assert.Contains("outcome", refused.Errors.Keys);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public void A_refusal_needs_a_reason(string? opinion) =>
        Refused("opinion-required", RefusalKind.Invalid, () => Open().Complete(Handler, new WorkItemAnswer("refuse", opinion, null), Now));

    [Fact]
    public void A_transferred_task_belongs_to_the_same_role_of_the_other_body()
    {
        var item = Open();
        item.Claim(Handler);
        item.TransferTo("justice-bureau");
        Assert.Equal(("justice-bureau", "justice-bureau.handler", null), (item.Body, item.Post, item.Assignee));
        Refused("task-not-yours", RefusalKind.Forbidden, () => item.Claim(Handler));
        Refused("body-same", RefusalKind.Invalid, () => item.TransferTo("justice-bureau"));
    }

    [Fact]
    public void Time_answers_in_a_persons_place()
    {
        var item = Open();
        item.Lapse("approve", Now);
        Assert.Equal((WorkItemState.Done, "system", "lapsed"), (item.State, item.CompletedBy, item.ClosingReason));
    }

    [Fact]
    public void A_task_without_a_limit_comes_last() => Assert.Equal(WorkItem.NoDue, Open().DueOrder);

    private static WorkItem Open() => WorkItem.Open(new WorkItemOpening
    {
        Id = Guid.CreateVersion7(Now),
        Case = ACase.Registered(),
        ActivityId = "decide",
        Kind = WorkItemKind.Step,
        TitleZh = "审查",
        TitleEn = "Review",
        Body = "legal-aid",
        Role = "handler",
        Outcomes = [new("approve", "同意", "Approve", false), new("refuse", "不同意", "Refuse", true)],
        OpenedAt = Now,
    });

    private static Caller Of(string userName, string body, string role) => new(userName, userName, [], [new Post(body, role)], null);

    private static RefusedException Refused(string code, RefusalKind kind, Action act)
    {
        var refused = Assert.Throws<RefusedException>(act);
        Assert.Equal((code, kind), (refused.Code, refused.Kind));
        return refused;
    }
}
