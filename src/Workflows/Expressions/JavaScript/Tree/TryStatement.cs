using System.Runtime.ExceptionServices;

namespace OneWindow.Workflows.Expressions.JavaScript;

/// <summary>try, catch and finally. Exceeded budgets run neither catch nor finally.</summary>
internal sealed class Try(int position, Statement body, Scope? catchScope, ITarget? parameter, Statement? handler, Statement? finalizer) : Statement(position)
{
    private const int Cost = 50;

    public override Completion Execute(Frame frame)
    {
        frame.Run.Step();
        frame.Last = default;
        if (finalizer is null) return Guarded(frame);
        ExceptionDispatchInfo? thrown = null;
        var completion = Completion.Normal;
        var depth = frame.Run.Depth;
        try
        {
            completion = Guarded(frame);
        }
        catch (ScriptException error) when (error.IsCatchable)
        {
            thrown = ExceptionDispatchInfo.Capture(error);
            frame.Run.Depth = depth;
        }
        var (returned, label, last) = (frame.Returned, frame.Label, frame.Last);
        var final = finalizer.Execute(frame);
        if (final is not Completion.Normal) return final;
        (frame.Returned, frame.Label, frame.Last) = (returned, label, last);
        thrown?.Throw();
        return completion;
    }

    private Completion Guarded(Frame frame)
    {
        if (handler is null) return body.Execute(frame);
        var depth = frame.Run.Depth;
        Value thrown;
        try
        {
            return body.Execute(frame);
        }
        catch (ScriptException error) when (error.IsCatchable)
        {
            thrown = error.Thrown;
        }
        frame.Run.Depth = depth;
        frame.Run.Step(Cost);
        frame.Last = default;
        catchScope!.Entry.Enter(frame);
        parameter?.Assign(frame, thrown);
        return handler.Execute(frame);
    }
}
