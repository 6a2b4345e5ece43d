using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Grants;
using OneWindow.Api.Features.Matters;
using OneWindow.Api.Features.Tasks;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Records;
using OneWindow.Domain.Aid;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Objections;
using OneWindow.Workflows.Execution;
using Burst = OneWindow.Api.Storage.Records.Burst;

namespace OneWindow.Api.Features.Process;

/// <summary>
/// The one place that moves a case: runs the engine and turns its effects into rows of the same unit of work. The
/// caller saves once; until then nothing has happened.
/// </summary>
internal sealed class CaseProcess(
    OneWindowDb db, CatalogueSnapshot catalogue, Plans plans, EffectWriter effects, CaseReader cases, PostCover posts, WorkflowSettings settings, AidGuard aid, MatterDesk matters)
{
    /// <summary>Begins the workflow of a case that is being registered.</summary>
    public async Task BeginAsync(CaseFile file, StartStimulus begin, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var start = begin with { Mode = settings.Mode };
        var plan = plans.Of(catalogue, file.DefinitionId, file.DefinitionVersion);
        var result = Engine.Start(plan, start, now, Facts());
        if (result.Effects.Any(e => e is GrantAid)) throw AidErrors.Undecided();
        var instance = new WorkflowInstance(file.Id, file.DefinitionId, file.DefinitionVersion, "", "");
        db.Instances.Add(instance);
        Write(new Step(file, instance, plan, start, actor, now) { DecidedBy = actor.Body ?? file.Station }, result, new CaseRows([], [], [file.Station]));
        await FollowAsync(file, actor, now, ct);
    }

    /// <summary>Moves a case on.</summary>
    /// <exception cref="Domain.Errors.RefusedException">The stimulus does not fit where the case is.</exception>
    public async Task AdvanceAsync(CaseFile file, Stimulus stimulus, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        catalogue.RefuseUnknown(file.ServiceKey, file.ServiceVersion);
        var moving = await cases.OfAsync(file, ct);
        var instance = moving.Instance ?? throw new InvalidOperationException($"The case {file.Number} has no workflow.");
        var plan = plans.Of(catalogue, instance.DefinitionId, instance.DefinitionVersion);
        var result = Engine.Advance(plan, StateJson.Read(instance.State), stimulus, now, Facts());
        await aid.PassAsync(file, result.Effects, actor, now, ct);
        if (!result.State.IsAlive && MayReopen(file)) instance.KeepBeforeClosing();
        var decidedBy = await DecidingBody.OfMoveAsync(db, file, moving.Items, (stimulus, actor), ct);
        Write(new Step(file, instance, plan, stimulus, actor, now) { DecidedBy = decidedBy }, result, new CaseRows(moving.Items, moving.Timers, moving.Bodies));
        await FollowAsync(file, actor, now, ct);
    }

    /// <summary>A case that was closed goes on at an earlier step; the caller has opened it again.</summary>
    /// <exception cref="Domain.Errors.RefusedException">It was closed before its service let cases be opened again, or has not been at that step.</exception>
    public async Task ReopenAsync(CaseFile file, string step, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        catalogue.RefuseUnknown(file.ServiceKey, file.ServiceVersion);
        var moving = await cases.OfAsync(file, ct);
        if (moving.Instance is not { BeforeClosing: { } before } instance) throw ObjectionErrors.ReopenNotOffered();
        var plan = plans.Of(catalogue, instance.DefinitionId, instance.DefinitionVersion);
        var stimulus = new ReopenStimulus(step);
        var result = Engine.Reopen(plan, StateJson.Read(before), StateJson.Read(instance.State), stimulus, now, Facts());
        await aid.PassAsync(file, result.Effects, actor, now, ct);
        var decidedBy = await DecidingBody.OfMoveAsync(db, file, moving.Items, (stimulus, actor), ct);
        Write(new Step(file, instance, plan, stimulus, actor, now) { DecidedBy = decidedBy }, result, new CaseRows(moving.Items, moving.Timers, moving.Bodies));
        await FollowAsync(file, actor, now, ct);
    }

    /// <summary>What each step has to leave behind: tasks that somebody may decide, and a matter that knows of its parts.</summary>
    private async Task FollowAsync(CaseFile file, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        await posts.KeepOpenedAsync(file, now, ct);
        await matters.FollowAsync(this, file, actor, now, ct);
    }

    private bool MayReopen(CaseFile file) => file.Parts is not null ||
        catalogue.Service(file.ServiceKey, file.ServiceVersion)?.Definition.Aftercare is { Reopen: not null } or { Objections: not null };

    /// <summary>Ids of the steps that a task can send the case back to.</summary>
    public async Task<IReadOnlyList<string>> ReturnTargetsAsync(Guid caseId, string bookmarkId, DateTimeOffset now, CancellationToken ct)
    {
        if (await db.Instances.AsNoTracking().SingleOrDefaultAsync(i => i.CaseId == caseId, ct) is not { } instance) return [];
        var plan = plans.Of(catalogue, instance.DefinitionId, instance.DefinitionVersion);
        return Engine.ReturnTargets(plan, StateJson.Read(instance.State), bookmarkId, now, Facts());
    }

    /// <summary>
    /// After a case was closed from outside its workflow: nothing of it is open or may fire any more, with what no
    /// workflow waits for: visits, incidents. What was granted before it was opened again is taken back.
    /// </summary>
    /// <param name="reason">withdrawn or cancelled.</param>
    public async Task StopAsync(CaseFile file, string reason, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var moving = await cases.OfAsync(file, ct);
        foreach (var timer in moving.Timers) timer.Cancel();
        foreach (var item in moving.Items.Where(i => i.IsOpen)) item.Cancel(reason, actor.UserName, now);
        foreach (var visit in await db.FollowUps.Where(f => f.CaseId == file.Id).ToListAsync(ct)) visit.Cancel();
        await aid.EndAsync(file, actor, now, ct);
    }

    private void Write(Step step, BurstResult result, CaseRows rows)
    {
        var number = step.Instance.Advance(StateJson.Write(result.State), StatusOf(result.State));
        db.Bursts.Add(new Burst(step.File.Id, number, step.Now, StateJson.Write(step.Stimulus), StateJson.Write(result.Journal)));
        effects.Write(step, result, rows);
    }

    /// <summary>The engine's word for where it is, as the instance's row keeps it.</summary>
    public static string StatusOf(WorkflowState state) =>
        state.Incidents.Count > 0 ? "Faulted" : state.SubStatus.ToString();

    private EngineFacts Facts() => new(catalogue.Calendar, catalogue.Organisations, catalogue.Library);
}

/// <summary>One move of one case.</summary>
internal sealed record Step(CaseFile File, WorkflowInstance Instance, Plan Plan, Stimulus Stimulus, Actor Actor, DateTimeOffset Now)
{
    /// <summary>The body that answers for what comes of it (<see cref="DecidingBody"/>).</summary>
    public required string DecidedBy { get; init; }
}
