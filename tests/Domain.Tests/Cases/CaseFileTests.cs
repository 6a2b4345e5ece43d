using OneWindow.Domain.Audit;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Errors;

namespace OneWindow.Domain.Tests.Cases;

public sealed class CaseFileTests
{
    private static readonly DateTimeOffset Now = ACase.RegisteredAt.AddHours(2);

    [Fact]
    public void A_registered_case_is_under_way_once_a_body_has_answered()
    {
        var found = ACase.Registered();
        Assert.Equal(CaseStatus.Registered, found.Status);
        found.Advance(Now);
        Assert.Equal(CaseStatus.InProgress, found.Status);
    }

    [Fact]
    public void Closing_ends_open_pauses_and_keeps_result_and_reason()
    {
        var found = ACase.Registered();
        found.Pause("b1", "公示", "Public notice", Now);
        found.Close("withdrawn", "不再需要", Now.AddDays(1));
        Assert.Equal((CaseStatus.Closed, "withdrawn", "不再需要", Now.AddDays(1)), (found.Status, found.Result, found.ClosingReason, found.ClosedAt));
        Assert.False(found.IsPaused);
    }

    [Theory]
    [InlineData("close")]
    [InlineData("advance")]
    [InlineData("pause")]
    [InlineData("stage")]
    [InlineData("material")]
    [InlineData("notice")]
    public void A_closed_case_takes_no_change(string change)
    {
        var found = ACase.Registered();
        found.Close("issued", null, Now);
        var refused = Assert.Throws<RefusedException>(() => Change(found, change));
        Assert.Equal((RefusalKind.Conflict, "case-closed"), (refused.Kind, refused.Code));
    }

    [Fact]
    public void A_reopened_case_has_no_result()
    {
        var found = ACase.Registered();
        found.Close("issued", null, Now);
        found.Reopen(anew: false, Now);
        Assert.Equal((CaseStatus.InProgress, null, null), (found.Status, found.Result, found.ClosedAt));
    }

    [Fact]
    public void Reopening_an_open_case_is_refused() =>
        Assert.Equal("case-not-closed", Assert.Throws<RefusedException>(() => ACase.Registered().Reopen(anew: false, Now)).Code);

    [Fact]
    public void A_supplied_material_is_at_hand()
    {
        var found = ACase.Registered();
        found.SetMaterial(new CaseMaterial("photo", MaterialState.Provided), Now);
        Assert.All(found.Materials, m => Assert.Equal(MaterialState.Provided, m.State));
    }

    [Fact]
    public void A_material_that_the_case_does_not_have_is_refused()
    {
        var refused = Assert.Throws<RefusedException>(
            () => ACase.Registered().SetMaterial(new CaseMaterial("other", MaterialState.Provided), Now));
        Assert.Equal("material-unknown", refused.Code);
        Assert.Contains("materials", refused.Errors.Keys);
    }

    [Fact]
    public void Gaps_are_told_once()
    {
        var found = ACase.Registered();
        found.GiveNotice(["photo"], Now);
        found.GiveNotice(["id-card"], Now.AddDays(1));
        Assert.Equal(["photo"], found.Notice!.Keys);
    }

    [Fact]
    public void Every_change_moves_the_version_also_within_one_instant()
    {
        var found = ACase.Registered();
        found.Touch(ACase.RegisteredAt);
        var before = found.Version;
        found.Touch(ACase.RegisteredAt);
        Assert.NotEqual(before, found.Version);
    }

    [Fact]
    public void Audit_rows_are_numbered_without_a_gap()
    {
        var found = ACase.Registered();
        var entries = Enumerable.Range(0, 3).Select(_ => found.Audit(new AuditFact("window", null, "noted"), Now)).ToList();
        Assert.Equal([1, 2, 3], entries.Select(e => e.Sequence));
        Assert.All(entries, e => Assert.Equal(found.Id, e.CaseId));
    }

    private static void Change(CaseFile found, string change)
    {
        switch (change)
        {
            case "close": found.Close("issued", null, Now); break;
            case "advance": found.Advance(Now); break;
            case "pause": found.Pause("b", "z", "e", Now); break;
            case "stage": found.EnterStage("a", "z", "e", null, null, Now); break;
            case "material": found.SetMaterial(new CaseMaterial("photo", MaterialState.Provided), Now); break;
            default: found.GiveNotice(["photo"], Now); break;
        }
    }
}
