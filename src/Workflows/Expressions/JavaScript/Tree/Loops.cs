namespace OneWindow.Workflows.Expressions.JavaScript;

/// <summary>What all loops share: their labels and what break and continue mean to them.</summary>
internal abstract class Loop(int position, string[] labels) : Statement(position)
{
    /// <summary>Whether the loop ends with <paramref name="completion"/>; an own break or continue is used up.</summary>
    protected bool Ends(Frame frame, ref Completion completion)
    {
        if (completion is Completion.Normal) return false;
        if (completion is Completion.Return) return true;
        var isOwn = frame.Label is null || Array.IndexOf(labels, frame.Label) >= 0;
        if (!isOwn) return true;
        frame.Label = null;
        var ends = completion is Completion.Break;
        completion = Completion.Normal;
        return ends;
    }
}

internal sealed class While(int position, string[] labels, Expression test, Statement body, bool testsFirst) : Loop(position, labels)
{
    public override Completion Execute(Frame frame)
    {
        frame.Last = default;
        var check = testsFirst;
        while (true)
        {
            frame.Run.Step();
            frame.Run.Position = Position;
            if (check && !test.Evaluate(frame).AsBoolean) return Completion.Normal;
            check = true;
            var completion = body.Execute(frame);
            if (Ends(frame, ref completion)) return completion;
        }
    }
}

internal sealed class For(int position, string[] labels, Scope scope, Statement? init, Expression? test, Expression? update, Statement body) : Loop(position, labels)
{
    public override Completion Execute(Frame frame)
    {
        scope.Entry.Enter(frame);
        init?.Execute(frame);
        frame.Last = default;
        while (true)
        {
            frame.Run.Step();
            frame.Run.Position = Position;
            if (test?.Evaluate(frame).AsBoolean is false) return Completion.Normal;
            var completion = body.Execute(frame);
            if (Ends(frame, ref completion)) return completion;
            scope.Entry.NextTurn(frame);
            update?.Evaluate(frame);
        }
    }
}

/// <summary>for-of and for-in.</summary>
internal sealed class ForEach(int position, string[] labels, Scope scope, ITarget target, Expression source, Statement body, bool ofKeys) : Loop(position, labels)
{
    public override Completion Execute(Frame frame)
    {
        scope.Entry.Enter(frame);
        var over = source.Evaluate(frame);
        frame.Run.Position = source.Position;
        frame.Last = default;
        foreach (var item in ofKeys ? Iteration.Keys(frame.Run, over) : Iteration.Of(frame.Run, over))
        {
            frame.Run.Step();
            frame.Run.Position = Position;
            scope.Entry.Enter(frame);
            target.Assign(frame, item);
            var completion = body.Execute(frame);
            if (Ends(frame, ref completion)) return completion;
        }
        return Completion.Normal;
    }
}
