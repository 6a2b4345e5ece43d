using OneWindow.Api.Features.Matters;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Records;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Objections;
using OneWindow.Workflows.Execution;

namespace OneWindow.Api.Features.Process;

/// <summary>
/// The one place that moves a case: runs the engine and turns its effects into rows of the same unit of work. The
/// caller saves once; until then nothing has happened.
/// </summary>
internal sealed class CaseProcess(OneWindowDb db, CaseEngine engine, StepWriter steps, CaseReader cases, MatterDesk matters)
{
    /// <summary>Begins the workflow of a case that is being registered.</summary>
    public async Task BeginAsync(CaseFile file, StartStimulus begin, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var move = engine.Start(file, begin, now);
        var instance = new WorkflowInstance(file.Id, file.DefinitionId, file.DefinitionVersion, "", "");
        db.Instances.Add(instance);
        var step = new Step(file, instance, move.Plan, move.Stimulus, actor, now) { DecidedBy = actor.Body ?? file.Station };
        await WriteAsync(step, move.Result, new CaseRows([], [], [file.Station]), ct);
    }

    /// <summary>Moves a case on.</summary>
    /// <exception cref="Domain.Errors.RefusedException">The stimulus does not fit where the case is.</exception>
    public async Task AdvanceAsync(CaseFile file, Stimulus stimulus, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var moving = await cases.OfAsync(file, ct);
        var instance = moving.Instance ?? throw new InvalidOperationException($"The case {file.Number} has no workflow.");
        var move = await engine.AdvanceAsync(file, instance, stimulus, actor, now, ct);
        if (!move.Result.State.IsAlive && engine.MayReopen(file)) instance.KeepBeforeClosing();
        await WriteAsync(moving, instance, move, actor, now, ct);
    }

    /// <summary>A case that was closed goes on at an earlier step; the caller has opened it again.</summary>
    /// <exception cref="Domain.Errors.RefusedException">It was closed before its service let cases be opened again, or has not been at that step.</exception>
    public async Task ReopenAsync(CaseFile file, string step, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var moving = await cases.OfAsync(file, ct);
        if (moving.Instance is not { BeforeClosing: { } before } instance) throw ObjectionErrors.ReopenNotOffered();
        var move = await engine.ReopenAsync(file, instance, before, new ReopenStimulus(step), actor, now, ct);
        await WriteAsync(moving, instance, move, actor, now, ct);
    }

    private async Task WriteAsync(CaseInMotion moving, WorkflowInstance instance, EngineMove move, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var decidedBy = await DecidingBody.OfMoveAsync(db, moving.File, moving.Items, (move.Stimulus, actor), ct);
        var step = new Step(moving.File, instance, move.Plan, move.Stimulus, actor, now) { DecidedBy = decidedBy };
        await WriteAsync(step, move.Result, new CaseRows(moving.Items, moving.Timers, moving.Bodies), ct);
    }

    private async Task WriteAsync(Step step, BurstResult result, CaseRows rows, CancellationToken ct)
    {
        await steps.WriteAsync(step, result, rows, ct);
        await matters.FollowAsync(this, step.File, step.Actor, step.Now, ct);
    }

    /// <summary>The engine's word for where it is, as the instance's row keeps it.</summary>
    public static string StatusOf(WorkflowState state) =>
        state.Incidents.Count > 0 ? "Faulted" : state.SubStatus.ToString();
}

/// <summary>One move of one case.</summary>
internal sealed record Step(CaseFile File, WorkflowInstance Instance, Plan Plan, Stimulus Stimulus, Actor Actor, DateTimeOffset Now)
{
    /// <summary>The body that answers for what comes of it (<see cref="DecidingBody"/>).</summary>
    public required string DecidedBy { get; init; }
}
