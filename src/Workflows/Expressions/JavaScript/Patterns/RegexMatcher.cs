namespace OneWindow.Workflows.Expressions.JavaScript;

/// <summary>Runs a compiled pattern over a text by backtracking, on a stack of its own.</summary>
internal sealed class RegexMatcher(RegexProgram program, ScriptRun run, string text)
{
    /// <summary>So many small steps count as one step of the script.</summary>
    private const int Rate = 4;

    private readonly RegexInstruction[] _code = program.Code;
    private readonly int[] _slots = new int[program.SlotCount];
    private Choice[] _stack = new Choice[32];
    private int _height;
    private int _work;

    private enum ChoiceKind : byte
    {
        GoOn,
        Restore,
        Shorten,
    }

    public int[]? Find(int start, bool isSticky)
    {
        run.Allocate(1100 + (4L * _slots.Length));
        for (var at = start; at <= text.Length; at++)
        {
            if (CanStart(at))
            {
                run.PatternStep(_slots.Length >> 6);
                Array.Fill(_slots, -1);
                _height = 0;
                var end = Run(0, at);
                if (end >= 0) return Result(at, end);
            }
            else Work();
            if (isSticky) break;
            if (program.IsUnicode && at + 1 < text.Length && char.IsHighSurrogate(text[at]) && char.IsLowSurrogate(text[at + 1])) at++;
        }
        run.PatternStep(1);
        return null;
    }

    private int[] Result(int start, int end)
    {
        run.PatternStep(1);
        var groups = new int[2 * (program.GroupCount + 1)];
        Array.Copy(_slots, groups, groups.Length);
        (groups[0], groups[1]) = (start, end);
        return groups;
    }

    /// <summary>Looks at the first character before starting the machine.</summary>
    private bool CanStart(int at)
    {
        ref readonly var first = ref _code[0];
        if (first.Op is not RegexOp.One || program.IsUnicode) return true;
        return at < text.Length && first.Set!.Has(text[at]);
    }

    private void Work()
    {
        if (++_work < Rate) return;
        _work = 0;
        run.PatternStep(1);
    }

    /// <summary>Runs from a step until it accepts, giving the end, or all choices fail, giving -1.</summary>
    private int Run(int step, int at)
    {
        var floor = _height;
        while (true)
        {
            Work();
            ref readonly var code = ref _code[step];
            if (code.Op is RegexOp.Accept) return at;
            if (!Do(in code, ref step, ref at) && !BackTrack(floor, ref step, ref at)) return -1;
        }
    }

    private bool Do(in RegexInstruction code, ref int step, ref int at)
    {
        switch (code.Op)
        {
            case RegexOp.One:
                step++;
                return TakeOne(in code, ref at);
            case RegexOp.Split:
                Push(ChoiceKind.GoOn, code.B, at, 0);
                step = code.A;
                return true;
            case RegexOp.Jump:
                step = code.A;
                return true;
            case RegexOp.Save:
                Set(code.A, at);
                step++;
                return true;
            case RegexOp.Forget:
                for (var slot = code.A; slot <= code.B; slot++) Set(slot, -1);
                step++;
                return true;
            case RegexOp.BackReference:
                step++;
                return TakeReference(in code, ref at);
            case RegexOp.Look: return DoLook(in code, ref step, at);
            case RegexOp.LoopStart or RegexOp.Loop or RegexOp.LoopEnter: return DoLoop(in code, ref step, at);
            case RegexOp.Run: return DoRun(in code, ref step, ref at);
            default:
                step++;
                return Holds(code.Op, at);
        }
    }

    private bool TakeOne(in RegexInstruction code, ref int at)
    {
        if (code.IsBackward ? at == 0 : at == text.Length) return false;
        if (code.IsBackward) at--;
        int c = text[at];
        if (program.IsUnicode) c = Widen(c, code.IsBackward, ref at);
        if (!code.Set!.Has(c)) return false;
        if (!code.IsBackward) at++;
        return true;
    }

    /// <summary>Makes a whole character of a surrogate pair, leaving the place at its near end.</summary>
    private int Widen(int c, bool isBackward, ref int at)
    {
        if (isBackward)
        {
            if (!char.IsLowSurrogate((char)c) || at == 0 || !char.IsHighSurrogate(text[at - 1])) return c;
            return char.ConvertToUtf32(text[--at], (char)c);
        }
        if (!char.IsHighSurrogate((char)c) || at + 1 >= text.Length || !char.IsLowSurrogate(text[at + 1])) return c;
        return char.ConvertToUtf32((char)c, text[++at]);
    }

    private bool TakeReference(in RegexInstruction code, ref int at)
    {
        var (from, to) = (_slots[code.A * 2], _slots[(code.A * 2) + 1]);
        if (from < 0 || to < 0) return true;
        var length = to - from;
        var start = code.IsBackward ? at - length : at;
        if (start < 0 || start + length > text.Length) return false;
        for (var i = 0; i < length; i++)
        {
            Work();
            var (a, b) = (text[from + i], text[start + i]);
            if (a != b && !(program.IgnoresCase && RegexSet.Fold(a) == RegexSet.Fold(b))) return false;
        }
        at = code.IsBackward ? start : start + length;
        return true;
    }

    /// <summary>A look ahead or behind: its choices are dropped once it is decided, its captures stay if it holds.</summary>
    private bool DoLook(in RegexInstruction code, ref int step, int at)
    {
        var floor = _height;
        var holds = Run(step + 1, at) >= 0;
        if (holds && !code.Flag) DropChoices(floor);
        else Unwind(floor);
        step = code.A;
        return holds != code.Flag;
    }

    private bool DoLoop(in RegexInstruction code, ref int step, int at)
    {
        var (count, last) = (code.A, code.A + 1);
        if (code.Op is RegexOp.Loop) return Decide(in code, ref step, at);
        if (code.Op is RegexOp.LoopStart)
        {
            Set(count, 0);
            Set(last, -1);
        }
        else
        {
            Set(count, _slots[count] + 1);
            Set(last, at);
        }
        step++;
        return true;
    }

    private bool Decide(in RegexInstruction code, ref int step, int at)
    {
        var (count, isEmptyTurn) = (_slots[code.A], _slots[code.A + 1] == at);
        if (isEmptyTurn && count > code.Min) return false;
        if (isEmptyTurn && count < code.Min) Set(code.A, count = code.Min);
        var (enter, exit) = (step + 1, code.B);
        step = enter;
        if (count < code.Min) return true;
        step = exit;
        if (count == code.Max) return true;
        Push(ChoiceKind.GoOn, code.Flag ? exit : enter, at, 0);
        step = code.Flag ? enter : exit;
        return true;
    }

    /// <summary>Repetition of a single character, the most common one, without a turn of the machine for each.</summary>
    private bool DoRun(in RegexInstruction code, ref int step, ref int at)
    {
        var limit = code.Max < 0 ? text.Length : (int)Math.Min(text.Length, (long)at + code.Max);
        var least = at + (long)code.Min;
        var end = at;
        var wanted = code.Flag ? limit : (int)Math.Min(limit, least);
        while (end < wanted && code.Set!.Has(text[end]))
        {
            end++;
            Work();
        }
        if (end < least) return false;
        at = end;
        step++;
        if (code.Flag && end > least) Push(ChoiceKind.Shorten, step, (int)least, end);
        if (!code.Flag && end < limit) Push(ChoiceKind.Shorten, -step, limit, end);
        return true;
    }

    private bool Holds(RegexOp op, int at) => op switch
    {
        RegexOp.InputStart => at == 0,
        RegexOp.InputEnd => at == text.Length,
        RegexOp.LineStart => at == 0 || JsText.IsLineEnd(text[at - 1]),
        RegexOp.LineEnd => at == text.Length || JsText.IsLineEnd(text[at]),
        _ => IsWordEdge(at) == (op is RegexOp.WordEdge),
    };

    private bool IsWordEdge(int at) => (at > 0 && RegexSet.IsWord(text[at - 1])) != (at < text.Length && RegexSet.IsWord(text[at]));

    private void Set(int slot, int value)
    {
        if (_slots[slot] == value) return;
        Push(ChoiceKind.Restore, slot, _slots[slot], 0);
        _slots[slot] = value;
    }

    private void Push(ChoiceKind kind, int a, int b, int c)
    {
        if (_height == _stack.Length)
        {
            run.Allocate(32L * _height);
            Array.Resize(ref _stack, _height * 2);
        }
        _stack[_height++] = new Choice(kind, a, b, c);
    }

    private bool BackTrack(int floor, ref int step, ref int at)
    {
        while (_height > floor)
        {
            var choice = _stack[--_height];
            if (choice.Kind is ChoiceKind.Restore) _slots[choice.A] = choice.B;
            else if (choice.Kind is ChoiceKind.GoOn)
            {
                (step, at) = (choice.A, choice.B);
                return true;
            }
            else if (TryOtherLength(choice, ref step, ref at)) return true;
        }
        return false;
    }

    /// <summary>A greedy run gives one character back; a lazy one takes one more.</summary>
    private bool TryOtherLength(Choice choice, ref int step, ref int at)
    {
        var isGreedy = choice.A > 0;
        step = Math.Abs(choice.A);
        at = isGreedy ? choice.C - 1 : choice.C + 1;
        if (!isGreedy && !_code[step - 1].Set!.Has(text[choice.C])) return false;
        if (isGreedy ? at > choice.B : at < choice.B) Push(ChoiceKind.Shorten, choice.A, choice.B, at);
        return true;
    }

    private void Unwind(int floor)
    {
        while (_height > floor)
        {
            var choice = _stack[--_height];
            if (choice.Kind is ChoiceKind.Restore) _slots[choice.A] = choice.B;
        }
    }

    private void DropChoices(int floor)
    {
        var kept = floor;
        for (var i = floor; i < _height; i++)
        {
            if (_stack[i].Kind is ChoiceKind.Restore) _stack[kept++] = _stack[i];
        }
        _height = kept;
    }

    private readonly record struct Choice(ChoiceKind Kind, int A, int B, int C);
}
