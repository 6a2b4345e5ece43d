using OneWindow.Domain.Access;
using OneWindow.Domain.Errors;
using OneWindow.Domain.Tests.Cases;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Domain.Tests.WorkItems;

/// <summary>A task that waits to be assigned, one that climbs, and whom it keeps out on its way.</summary>
public sealed class AssignmentTests
{
    private static readonly DateTimeOffset Now = ACase.RegisteredAt;

    [Fact]
    public void A_task_that_waits_to_be_assigned_keeps_its_role_and_is_not_decided()
    {
        var item = Open("handler");
        item.AwaitAssignment(new Post("county-station", "clerk"));
        item.AwaitAssignment(new Post("joint-office", "supervisor"));
        Assert.Equal(("joint-office.supervisor", "handler"), (item.Post, item.HomeRole));
        var office = new Caller("office", "联席办", [], [new Post("joint-office", "supervisor")], null);
        Assert.Equal("assignment-open", Assert.Throws<RefusedException>(() => item.Complete(office, new WorkItemAnswer("yes", null, null), Now)).Code);
        item.TransferTo("legal-aid", byOffice: true);
        Assert.Equal(("legal-aid.handler", null, true), (item.Post, item.HomeRole, item.IsAssigned));
    }

    [Theory]
    [InlineData("approver", true)]
    [InlineData("handler", false)]
    public void An_approval_stays_one_whatever_post_gives_it(string role, bool excluded)
    {
        var item = Open(role);
        Assert.Equal(excluded, item.ExcludesRegistrar);
        item.ClimbTo(new Post("joint-office", "supervisor"));
        Assert.Equal(excluded, item.ExcludesRegistrar);
    }

    [Fact]
    public void Steps_and_the_registrar_are_told_apart()
    {
        var item = Open("handler", "check", WorkItem.Registrar);
        Assert.Equal(["check"], item.ExcludedSteps);
        Assert.True(item.ExcludesRegistrar);
    }

    private static WorkItem Open(string role, params string[] notBy) => WorkItem.Open(new WorkItemOpening
    {
        Id = Guid.CreateVersion7(Now),
        Case = ACase.Registered(),
        ActivityId = "decide",
        Kind = WorkItemKind.Step,
        TitleZh = "审查",
        TitleEn = "Review",
        Body = "justice-bureau",
        Role = role,
        Outcomes = [new("yes", "同意", "Yes", false)],
        NotBy = notBy.Length == 0 ? null : notBy,
        OpenedAt = Now,
    });
}
