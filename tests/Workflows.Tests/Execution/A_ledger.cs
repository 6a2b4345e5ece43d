using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Tests.Execution;

public sealed class A_ledger
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(4_088)]
    [InlineData(4_089)]
    [InlineData(30_000)]
    public void Gives_back_what_was_added_in_order(int count)
    {
        var ledger = new Ledger<int>();
        for (var i = 0; i < count; i++) ledger.Add(i);

        Assert.Equal(count, ledger.Count);
        Assert.Equal(Enumerable.Range(0, count), ledger);
        Assert.Equal(Enumerable.Range(0, count), Enumerable.Range(0, count).Select(i => ledger[i]));
        Assert.Throws<ArgumentOutOfRangeException>(() => ledger[count]);
        Assert.Throws<ArgumentOutOfRangeException>(() => ledger[-1]);
    }
}
