using OneWindow.Domain.Calendars;
using OneWindow.Domain.Catalogue;
using OneWindow.Domain.Errors;

namespace OneWindow.Domain.Tests.Catalogue;

public sealed class AftercareReadingTests
{
    [Fact]
    public void What_is_left_out_is_customary() => Assert.Equal(Aftercare.Customary, Read("").Aftercare);

    [Fact]
    public void A_county_sets_its_own_tries_and_limits()
    {
        var read = Read(""", "followUp": {"attempts": 2, "retryAfter": "3d"}, "rating": {"rectifyWithin": "48h"}""").Aftercare;

        Assert.Equal(new VisitRule(2, new Limit(3, LimitUnit.NaturalDays), Aftercare.Customary.Visits.TimeToVisit), read.Visits);
        Assert.Equal(new RatingRule(Aftercare.Customary.Ratings.ChangeWithin, new Limit(48, LimitUnit.Hours)), read.Ratings);
    }

    [Theory]
    [InlineData("\"followUp\": {\"attempts\": 0}", "followUp.attempts")]
    [InlineData("\"followUp\": {\"retryAfter\": \"soon\"}", "followUp.retryAfter")]
    [InlineData("\"rating\": []", "rating")]
    public void A_wrong_value_is_told_by_its_path(string part, string path)
    {
        var refused = Assert.Throws<RefusedException>(() => Read($", {part}"));

        Assert.Equal("service-invalid", refused.Code);
        Assert.Contains(path, refused.Errors.Keys);
    }

    private static ServiceDefinition Read(string more) => ServiceDefinition.Parse(
        $$"""{"key": "x", "name": "事项", "lead": "工会", "workflow": "x", "form": {"type": "object"}{{more}}}""");
}
