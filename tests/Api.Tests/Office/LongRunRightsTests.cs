using OneWindow.Api.Features.CaseLedger;
using OneWindow.Api.Features.LongRuns;
using OneWindow.Api.Storage.Records;
using OneWindow.Domain.Access;

namespace OneWindow.Api.Tests.Office;

/// <summary>A result was made with somebody's eyes; who has lost a post does not get what it showed.</summary>
public sealed class LongRunRightsTests
{
    private static readonly DateTimeOffset Now = new(2026, 9, 29, 2, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Who_has_lost_a_body_or_the_office_no_longer_holds_what_the_run_was_made_with()
    {
        var run = new LongRun(Guid.CreateVersion7(Now), LedgerRun.KindName, """{"service":"legal-aid"}""", "somebody", false, Now);
        Assert.True(LongRunDesk.StillHolds(run, Of([])));
        LongRunDesk.NoteRights(run, Of([], "one", "two"));
        var noted = run.Request;
        LongRunDesk.NoteRights(run, Of([], "two"));
        Assert.Equal(noted, run.Request);
        Assert.Equal("legal-aid", LongRunDesk.RequestOf<LedgerFilter>(run).Service);
        Assert.True(LongRunDesk.StillHolds(run, Of([], "two", "one", "three")));
        Assert.False(LongRunDesk.StillHolds(run, Of([], "two")));
        Assert.True(LongRunDesk.StillHolds(run, Of([GlobalRoles.Office])));
        LongRunDesk.NoteRights(run, Of([GlobalRoles.Office]));
        Assert.False(LongRunDesk.StillHolds(run, Of([], "one", "two")));
    }

    private static Caller Of(string[] roles, params string[] bodies) => new("somebody", "somebody", roles, [.. bodies.Select(b => new Post(b, "handler"))], null);
}
