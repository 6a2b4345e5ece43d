using OneWindow.Domain.Cases;

namespace OneWindow.Domain.Tests.Cases;

/// <summary>Gaps are told once (《行政许可法》第三十二条); what could have been told then and is told later is marked.</summary>
public sealed class GapNoticeTests
{
    private static readonly DateTimeOffset Now = ACase.RegisteredAt;

    [Fact]
    public void A_paper_that_lay_there_when_the_first_notice_was_given_is_told_late()
    {
        var found = Told();
        found.SetMaterial(new CaseMaterial("id-card", MaterialState.Missing), Now.AddDays(1));
        Assert.Equal(["id-card"], found.GiveNotice(["id-card", "photo"], Now.AddDays(1)));
        Assert.Equal(Now.AddDays(1), found.GapsToldLateAt);
        var later = Assert.Single(found.Notice!.Later!);
        Assert.Equal((Now.AddDays(1), "id-card"), (later.At, Assert.Single(later.Old)));
        Assert.Equal(["id-card", "photo"], later.Keys);
    }

    [Fact]
    public void What_was_told_and_is_still_missing_may_be_told_again()
    {
        var found = Told();
        found.SetMaterial(new CaseMaterial("photo", MaterialState.Missing), Now.AddDays(1));
        Assert.Empty(found.GiveNotice(["photo"], Now.AddDays(1)));
        Assert.Null(found.GapsToldLateAt);
    }

    [Fact]
    public void A_promise_that_was_not_kept_is_not_the_clerks_fault()
    {
        var found = Told();
        found.SetMaterial(new CaseMaterial("photo", MaterialState.Promised), Now);
        found.SetMaterial(new CaseMaterial("photo", MaterialState.Missing), Now.AddDays(3));
        Assert.Empty(found.GiveNotice(["photo"], Now.AddDays(3)));
        Assert.Null(found.GapsToldLateAt);
    }

    [Fact]
    public void What_was_found_wanting_before_the_first_notice_is_part_of_it()
    {
        var found = ACase.Registered();
        found.SetMaterial(new CaseMaterial("id-card", MaterialState.Missing), Now);
        Assert.Empty(found.GiveNotice(["id-card", "photo"], Now));
        Assert.Null(found.GapsToldLateAt);
    }

    private static CaseFile Told()
    {
        var found = ACase.Registered();
        found.GiveNotice(["photo"], Now);
        return found;
    }
}
