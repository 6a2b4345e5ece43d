using OneWindow.Domain.Aid;
using OneWindow.Domain.Errors;

namespace OneWindow.Domain.Tests.Aid;

public sealed class AidRulesTests
{
    [Fact]
    public void A_cap_of_one_service_leaves_others_alone()
    {
        var rules = AidRules.Parse("""{"causes": [{"key": "c", "name": "事由"}], "caps": [{"cause": "c", "service": "s", "per": "case", "amount": 10}, {"cause": "c", "per": "year", "amount": 20}]}""");

        Assert.Equal([10m, 20m], rules.CapsOf("s", "c").Select(c => c.Amount));
        Assert.Equal([20m], rules.CapsOf("other", "c").Select(c => c.Amount));
        Assert.Empty(rules.CapsOf("s", "d"));
    }

    [Fact]
    public void A_year_without_a_budget_is_not_limited()
    {
        var rules = AidRules.Parse("""{"budgets": [{"body": "b", "year": 2026, "amount": 5}]}""");

        Assert.Equal((5m, null), (rules.Budget("b", 2026), rules.Budget("b", 2027)));
    }

    [Theory]
    [InlineData("12m", "2025-09-29")]
    [InlineData("30d", "2026-08-30")]
    public void Double_aid_looks_back_by_months_or_days(string within, string since) =>
        Assert.Equal(DateOnly.Parse(since, System.Globalization.CultureInfo.InvariantCulture), AidRules.Parse($$$"""{"doubleAid": {"within": "{{{within}}}"}}""").DoubleAidSince(new DateOnly(2026, 9, 29)));

    [Fact]
    public void Without_a_rule_nothing_is_double() => Assert.Null(AidRules.None.DoubleAidSince(new DateOnly(2026, 9, 29)));

    [Theory]
    [InlineData("""{"caps": [{"cause": "c", "per": "case", "amount": 1}]}""", "caps")]
    [InlineData("""{"causes": [{"key": "c", "name": "x"}], "caps": [{"cause": "c", "per": "day", "amount": -1}]}""", "caps[0].per")]
    [InlineData("""{"budgets": [{"body": "b", "year": 2026, "amount": 1}, {"body": "b", "year": 2026, "amount": 2}]}""", "budgets")]
    [InlineData("""{"doubleAid": {"within": "5wd"}}""", "doubleAid.within")]
    [InlineData("[]", "$")]
    public void Everything_wrong_is_told_by_its_path(string json, string path)
    {
        var refused = Assert.Throws<RefusedException>(() => AidRules.Parse(json));

        Assert.Equal("aid-invalid", refused.Code);
        Assert.Contains(path, refused.Errors.Keys);
    }
}
