namespace OneWindow.Workflows.Expressions.JavaScript;

/// <summary>Turns the tree of a pattern into steps.</summary>
internal sealed class RegexCompiler(RegexParser parser, string source, bool isUnicode)
{
    /// <summary>Steps of one pattern; more come only from nested counted repetition of generated patterns.</summary>
    private const int MaxSteps = 50_000;

    private readonly List<RegexInstruction> _code = [];

    /// <summary>Registers after the captures: two for each loop.</summary>
    public int SlotCount { get; private set; } = 2 * (parser.GroupCount + 1);

    public RegexInstruction[] Compile(RegexNode node)
    {
        Emit(node, backward: false);
        Add(new() { Op = RegexOp.Accept });
        return [.. _code];
    }

    private int Add(RegexInstruction instruction)
    {
        if (_code.Count >= MaxSteps) throw Errors.Syntax($"Invalid regular expression: /{source}/: too large");
        _code.Add(instruction);
        return _code.Count - 1;
    }

    private void Patch(int at, Func<RegexInstruction, RegexInstruction> change) => _code[at] = change(_code[at]);

    private void Emit(RegexNode node, bool backward)
    {
        switch (node)
        {
            case RegexNode.One one: Add(new() { Op = RegexOp.One, Set = one.Set, IsBackward = backward }); break;
            case RegexNode.Sequence sequence:
                foreach (var item in backward ? sequence.Items.Reverse() : sequence.Items) Emit(item, backward);
                break;
            case RegexNode.Either either: EmitEither(either, backward); break;
            case RegexNode.Group group:
                Add(new() { Op = RegexOp.Save, A = (group.Index * 2) + (backward ? 1 : 0) });
                Emit(group.Inner, backward);
                Add(new() { Op = RegexOp.Save, A = (group.Index * 2) + (backward ? 0 : 1) });
                break;
            case RegexNode.BackReference reference: Add(new() { Op = RegexOp.BackReference, A = IndexOf(reference), IsBackward = backward }); break;
            case RegexNode.Assertion assertion: Add(new() { Op = assertion.Op }); break;
            case RegexNode.Look look: EmitLook(look); break;
            case RegexNode.Repeat repeat: EmitRepeat(repeat, backward); break;
        }
    }

    private int IndexOf(RegexNode.BackReference reference)
    {
        if (reference.Name is null) return reference.Index;
        return parser.Names.TryGetValue(reference.Name, out var index) ? index : throw Errors.Syntax($"Invalid regular expression: /{source}/: Invalid named capture referenced");
    }

    private void EmitEither(RegexNode.Either either, bool backward)
    {
        var ends = new List<int>();
        for (var i = 0; i < either.Items.Count - 1; i++)
        {
            var split = Add(new() { Op = RegexOp.Split });
            Emit(either.Items[i], backward);
            ends.Add(Add(new() { Op = RegexOp.Jump }));
            var next = _code.Count;
            Patch(split, s => s with { A = split + 1, B = next });
        }
        Emit(either.Items[^1], backward);
        var end = _code.Count;
        foreach (var jump in ends) Patch(jump, j => j with { A = end });
    }

    private void EmitLook(RegexNode.Look look)
    {
        var start = Add(new() { Op = RegexOp.Look, Flag = look.IsNegative });
        Emit(look.Inner, look.IsBehind);
        Add(new() { Op = RegexOp.Accept });
        var end = _code.Count;
        Patch(start, s => s with { A = end });
    }

    private void EmitRepeat(RegexNode.Repeat repeat, bool backward)
    {
        if (repeat.Max == 0) return;
        if (repeat.Inner is RegexNode.One one && !isUnicode && !backward)
        {
            Add(new() { Op = RegexOp.Run, Set = one.Set, Min = repeat.Min, Max = repeat.Max, Flag = repeat.IsGreedy });
            return;
        }
        var register = SlotCount;
        SlotCount += 2;
        Add(new() { Op = RegexOp.LoopStart, A = register });
        var loop = Add(new() { Op = RegexOp.Loop, A = register, Min = repeat.Min, Max = repeat.Max, Flag = repeat.IsGreedy });
        Add(new() { Op = RegexOp.LoopEnter, A = register });
        if (repeat.LastGroup >= repeat.FirstGroup) Add(new() { Op = RegexOp.Forget, A = repeat.FirstGroup * 2, B = (repeat.LastGroup * 2) + 1 });
        Emit(repeat.Inner, backward);
        Add(new() { Op = RegexOp.Jump, A = loop });
        var exit = _code.Count;
        Patch(loop, l => l with { B = exit });
    }
}
