using OneWindow.Domain.Cases;

namespace OneWindow.Domain.Tests.Cases;

public sealed class LastLookTests
{
    private static readonly DateTimeOffset Then = new(2026, 9, 29, 10, 0, 0, TimeSpan.FromHours(8));

    [Theory]
    [InlineData(6, 6, 1)]
    [InlineData(5, 5, 0)]
    [InlineData(4, 5, 0)]
    public void Who_reads_on_has_read_further_and_who_finds_nothing_new_has_not(int there, int seen, int hours)
    {
        var look = new LastLook("trade-union.handler", Guid.Empty, 5, Then);
        look.ReadOn(there, Then.AddHours(1));
        Assert.Equal((seen, Then.AddHours(hours)), (look.Seen, look.At));
    }
}
