using OneWindow.Domain.Cases;
using OneWindow.Domain.Errors;

namespace OneWindow.Domain.Tests.Cases;

public sealed class MandateTests
{
    private static readonly DateOnly Until = new(2026, 10, 10);

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public void Up_to_the_last_day_the_agent_acts(int days) => Filed(Until).RequireAgent(Until.AddDays(days));

    [Fact]
    public void A_mandate_without_an_end_does_not_end() => Filed(null).RequireAgent(new DateOnly(2036, 1, 1));

    [Fact]
    public void On_the_day_after_the_agent_is_refused()
    {
        var refused = Assert.Throws<RefusedException>(() => Filed(Until).RequireAgent(Until.AddDays(1)));
        Assert.Equal((RefusalKind.Forbidden, "mandate-expired"), (refused.Kind, refused.Code));
    }

    [Fact]
    public void Where_nobody_files_for_the_applicant_nobody_acts_as_agent() =>
        Assert.Equal("agent-unknown", Assert.Throws<RefusedException>(() => ACase.Registered().RequireAgent(Until)).Code);

    private static CaseFile Filed(DateOnly? until) => CaseFile.Register(ACase.Registration() with
    {
        Agent = new CaseAgent("李四", new SealedText("s3", "i3"), null, "配偶", until),
    });
}
