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
    public void A_second_case_limit_is_refused()
    {
        var refused = Assert.Throws<RefusedException>(
            () => ServiceDefinition.Parse(Right.Replace("\"scope\":\"step\",\"step\":\"accept\"", "\"scope\":\"case\"")));
        Assert.Contains("limits", refused.Errors.Keys);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    public void What_is_no_object_is_refused(string json) =>
        Assert.Equal("service-invalid", Assert.Throws<RefusedException>(() => ServiceDefinition.Parse(json)).Code);
}
