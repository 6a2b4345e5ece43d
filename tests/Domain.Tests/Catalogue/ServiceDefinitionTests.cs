using OneWindow.Domain.Calendars;
using OneWindow.Domain.Catalogue;
using OneWindow.Domain.Errors;

namespace OneWindow.Domain.Tests.Catalogue;

public sealed class ServiceDefinitionTests
{
    private const string Right = """
        {"key":"a","name":"甲","lead":"残联","workflow":"a",
         "limits":[{"key":"total","name":"全程","scope":"case","limit":"16wd","basis":"promised"},
                   {"key":"accept","name":"受理","scope":"step","step":"accept","limit":"5wd","basis":"statute","source":"某法"}],
         "reminders":[{"before":"1wd"}],
         "form":{"type":"object","properties":{"reason":{"type":"string","title":"事由"}}},
         "materials":[{"key":"id-card","name":"身份证","class":"main","required":true,"when":null}],
         "results":[{"key":"issued","name":"已发"}]}
        """;

    [Fact]
    public void A_service_is_read_whole()
    {
        var service = ServiceDefinition.Parse(Right);
        Assert.Equal(("a", "甲", "甲", "16wd"), (service.Key, service.Name, service.NameEn, service.CaseLimit!.Limit.ToString()));
        Assert.Equal("accept", service.Limits[1].Step);
        Assert.Equal("1wd", Assert.Single(service.Reminders).ToString());
        Assert.Equal("reason", Assert.Single(service.Form.Fields).Key);
        Assert.True(Assert.Single(service.Materials).Required);
    }

    [Fact]
    public void Withdrawal_is_always_a_result() => Assert.Equal(["issued", "withdrawn"], ServiceDefinition.Parse(Right).Results.Select(r => r.Key));

    [Theory]
    [InlineData("", false, true, null)]
    [InlineData("\"online\":true,", true, true, null)]
    [InlineData("\"online\":{\"apply\":true,\"withdraw\":false,\"hint\":\"先打电话\"},", true, false, "先打电话")]
    public void What_residents_may_do_online_is_said_in_one_word_or_in_more(string online, bool apply, bool withdraw, string? hint)
    {
        var rules = ServiceDefinition.Parse(Right.Replace("\"workflow\"", $"{online}\"workflow\"")).Online;
        Assert.Equal((apply, withdraw, hint), (rules.Apply, rules.Withdraw, rules.Hint));
    }

    [Theory]
    [InlineData("\"online\":7,", "online")]
    [InlineData("\"online\":{\"apply\":\"yes\"},", "online.apply")]
    public void What_is_no_answer_about_online_is_told(string online, string path) =>
        Assert.Contains(path, Assert.Throws<RefusedException>(() => ServiceDefinition.Parse(Right.Replace("\"workflow\"", $"{online}\"workflow\""))).Errors.Keys);

    [Fact]
    public void Everything_wrong_is_told_at_once_and_where()
    {
        var wrong = Right.Replace("\"16wd\"", "\"sixteen\"").Replace("\"class\":\"main\"", "\"class\":\"odd\"")
            .Replace("\"name\":\"甲\",", "").Replace("\"type\":\"string\"", "\"type\":\"text\"");
        var refused = Assert.Throws<RefusedException>(() => ServiceDefinition.Parse(wrong));
        Assert.Equal("service-invalid", refused.Code);
        Assert.Contains("name", refused.Errors.Keys);
        Assert.Contains("limits[0].limit", refused.Errors.Keys);
        Assert.Contains("materials[0].class", refused.Errors.Keys);
        Assert.Contains(refused.Errors.Keys, path => path.StartsWith("form.", StringComparison.Ordinal));
    }

    [Fact]
    public void A_limit_of_the_law_may_stand_beside_the_promised_one_and_no_second_promise()
    {
        var both = Right.Replace("\"scope\":\"step\",\"step\":\"accept\"", "\"scope\":\"case\"");
        var service = ServiceDefinition.Parse(both);
        Assert.Equal(("16wd", "5wd"), (service.CaseLimit!.Limit.ToString(), service.StatutoryLimit!.Limit.ToString()));
        var refused = Assert.Throws<RefusedException>(() => ServiceDefinition.Parse(both.Replace("\"statute\"", "\"promised\"")));
        Assert.Contains("limits", refused.Errors.Keys);
    }

    [Fact]
    public void What_is_left_out_about_limits_has_its_usual_value()
    {
        var clock = ServiceDefinition.Parse(Right).Clock;
        Assert.Equal((80, (Limit?)null), (clock.Yellow.Share, clock.Yellow.Before));
        Assert.Equal(["head", "joint-office", "county-leadership"], clock.Escalation.Select(s => s.To));
        Assert.Equal((PromiseLapse.Notify, (Season?)null), (clock.Promises.OnLapse, clock.Season));
    }

    [Theory]
    [InlineData("\"yellow\":{\"share\":100}", "yellow.share")]
    [InlineData("\"yellow\":{\"share\":80,\"before\":\"1wd\"}", "yellow")]
    [InlineData("\"yellow\":{}", "yellow")]
    [InlineData("\"yellow\":80", "yellow")]
    [InlineData("\"escalation\":[{\"after\":\"2h\",\"to\":\"head\"}]", "escalation[0].after")]
    [InlineData("\"escalation\":[{\"after\":\"3wd\",\"to\":\"head\"},{\"after\":\"1wd\",\"to\":\"head\"}]", "escalation[1].after")]
    [InlineData("\"escalation\":[{\"after\":\"3wd\"}]", "escalation[0].to")]
    [InlineData("\"promises\":{\"onLapse\":\"shout\"}", "promises.onLapse")]
    [InlineData("\"promises\":{\"onLapse\":\"refuse\"}", "promises.result")]
    [InlineData("\"promises\":{\"onLapse\":\"refuse\",\"result\":\"lost\"}", "promises.result")]
    [InlineData("\"season\":{\"from\":\"07-01\",\"to\":\"02-30\"}", "season.to")]
    [InlineData("\"season\":\"summer\"", "season")]
    public void A_mistake_in_the_rules_of_limits_is_told_with_its_path(string part, string path)
    {
        var refused = Assert.Throws<RefusedException>(() => ServiceDefinition.Parse(Right.Replace("\"reminders\"", $"{part},\"reminders\"")));
        Assert.Equal(("service-invalid", path), (refused.Code, Assert.Single(refused.Errors.Keys)));
    }

    [Theory]
    [InlineData("{\"by\":\"5d\"}")]
    [InlineData("{\"by\":\"0wd\"}")]
    [InlineData("{\"by\":\"long\"}")]
    public void An_extension_is_in_the_unit_of_its_limit(string extension)
    {
        var refused = Assert.Throws<RefusedException>(() => ServiceDefinition.Parse(Right.Replace("\"limit\":\"16wd\"", $"\"limit\":\"16wd\",\"extension\":{extension}")));
        Assert.Contains("limits[0].extension.by", refused.Errors.Keys);
    }

    [Theory]
    [InlineData("07-01", "09-30", "2026-06-30", false, "2026-07-01", "2026-09-30")]
    [InlineData("07-01", "09-30", "2026-07-01", true, null, null)]
    [InlineData("07-01", "09-30", "2026-09-30", true, null, null)]
    [InlineData("07-01", "09-30", "2026-11-22", false, "2027-07-01", "2027-09-30")]
    [InlineData("11-15", "02-29", "2026-12-31", true, null, null)]
    [InlineData("11-15", "02-29", "2027-02-28", true, null, null)]
    [InlineData("11-15", "02-29", "2027-03-01", false, "2027-11-15", "2028-02-29")]
    public void A_season_says_when_it_is_there_and_when_next(string from, string to, string today, bool holds, string? nextFrom, string? nextTo)
    {
        var season = ServiceDefinition.Parse(Right.Replace("\"reminders\"", $"\"season\":{{\"from\":\"{from}\",\"to\":\"{to}\"}},\"reminders\"")).Clock.Season!;
        var date = DateOnly.Parse(today);
        Assert.Equal(holds, season.Holds(date));
        if (nextFrom is not null) Assert.Equal((DateOnly.Parse(nextFrom), DateOnly.Parse(nextTo!)), season.Next(date));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    public void What_is_no_object_is_refused(string json) =>
        Assert.Equal("service-invalid", Assert.Throws<RefusedException>(() => ServiceDefinition.Parse(json)).Code);
}
