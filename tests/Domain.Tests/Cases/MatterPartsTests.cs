using OneWindow.Domain.Cases;

namespace OneWindow.Domain.Tests.Cases;

public sealed class MatterPartsTests
{
    private static readonly DateTimeOffset Now = ACase.RegisteredAt;

    [Fact]
    public void A_part_that_is_opened_again_has_all_wait_that_was_dropped_with_it()
    {
        var (matter, first) = Begun();
        matter.EndPart(first, succeeded: false, Now);
        while (matter.NextPart() is var (part, begins))
        {
            Assert.False(begins);
            matter.DropPart(part.Key, Now);
        }

        Assert.Equal([PartState.Closed, PartState.Dropped, PartState.Dropped], States(matter));
        Assert.NotNull(matter.ReopenPart(first, Now));
        Assert.Equal([PartState.Running, PartState.Waiting, PartState.Waiting], States(matter));
        matter.EndPart(first, succeeded: true, Now);
        Assert.Equal(("b", true), (matter.NextPart()!.Value.Part.Key, matter.NextPart()!.Value.Begins));
    }

    private static IEnumerable<PartState> States(CaseFile matter) => matter.Parts!.Select(p => p.State);

    private static (CaseFile Matter, CaseFile First) Begun()
    {
        var matter = CaseFile.Register(ACase.Registration() with { Parts = [Part("a", null), Part("b", "a"), Part("c", "b")] });
        var first = ACase.Registered();
        matter.BeginPart("a", first, Now);
        return (matter, first);
    }

    private static CasePart Part(string key, string? after) => new(key, $"service-{key}", 1, "a-workflow", 1, after);
}
