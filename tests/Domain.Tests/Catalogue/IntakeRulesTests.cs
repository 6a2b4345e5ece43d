using OneWindow.Domain.Catalogue;
using OneWindow.Domain.Errors;

namespace OneWindow.Domain.Tests.Catalogue;

public sealed class IntakeRulesTests
{
    [Fact]
    public void The_shipped_rules_can_be_read()
    {
        var rules = IntakeRules.Parse(RepositoryFiles.Read("workflows-json/intake.json"));
        Assert.True(rules.Channel("proactive") is { IsProactive: true, NeedsConsent: true });
        Assert.Null(rules.Channel("pigeon"));
        Assert.True(rules.Relation("监护人") is { IsGuardian: true });
        Assert.True(rules.Relation("guardian") is { IsGuardian: true });
        Assert.True(rules.Relation("表弟") is { InWords: true, IsGuardian: false });
        Assert.Equal(("30d", "3wd"), (rules.DraftsKept.ToString(), rules.CallAfter.ToString()));
    }

    [Theory]
    [InlineData("""{"channels":[{"key":"phone","name":"电话"}],"relations":[]}""", "channels")]
    [InlineData("""{"channels":[{"key":"window","name":"窗口"},{"key":"window","name":"窗口"}],"relations":[]}""", "channels")]
    [InlineData("""{"channels":[{"key":"window"}],"relations":[]}""", "channels[0].name")]
    [InlineData("""{"channels":[{"key":"window","name":"窗口"}]}""", "relations")]
    [InlineData("""{"channels":[{"key":"window","name":"窗口"}],"relations":[7]}""", "relations[0]")]
    [InlineData("""{"channels":[{"key":"window","name":"窗口"}],"relations":[],"draftsKept":"30wd"}""", "draftsKept")]
    [InlineData("""{"channels":[{"key":"window","name":"窗口"}],"relations":[],"callAfter":"soon"}""", "callAfter")]
    [InlineData("""{"channels":[{"key":"window","name":"窗口"}],"relations":[],"onlinePerDay":0}""", "onlinePerDay")]
    [InlineData("[]", "$")]
    [InlineData("{", "$")]
    public void What_is_wrong_with_the_rules_is_said_at_its_place(string json, string path)
    {
        var refused = Assert.Throws<RefusedException>(() => IntakeRules.Parse(json));
        Assert.Equal("intake-invalid", refused.Code);
        Assert.Contains(path, refused.Errors.Keys);
    }
}
