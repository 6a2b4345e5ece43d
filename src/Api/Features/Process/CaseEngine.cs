using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Grants;
using OneWindow.Api.Storage.Records;
using OneWindow.Domain.Aid;
using OneWindow.Domain.Cases;
using OneWindow.Workflows.Execution;

namespace OneWindow.Api.Features.Process;

/// <summary>
/// The engine as the county runs it: with the plan of the version that a case has pinned, the county's calendar, map and
/// library, and with no grant let out that the rules on aid refuse. It changes nothing of the case itself.
/// </summary>
internal sealed class CaseEngine(CatalogueSnapshot catalogue, Plans plans, WorkflowSettings settings, AidGuard aid)
{
    /// <exception cref="Domain.Errors.RefusedException"><c>grant-undecided</c>: it would grant something before anybody has decided.</exception>
    public EngineMove Start(CaseFile file, StartStimulus begin, DateTimeOffset now)
    {
        var (plan, start) = (plans.Of(catalogue, file.DefinitionId, file.DefinitionVersion), begin with { Mode = settings.Mode });
        var result = Engine.Start(plan, start, now, Facts());
        return result.Effects.Any(e => e is GrantAid) ? throw AidErrors.Undecided() : new EngineMove(plan, start, result);
    }

    /// <exception cref="Domain.Errors.RefusedException">The stimulus does not fit where the case is, or a grant is refused.</exception>
    public async Task<EngineMove> AdvanceAsync(CaseFile file, WorkflowInstance instance, Stimulus stimulus, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var plan = PlanOf(file, instance);
        var result = Engine.Advance(plan, StateJson.Read(instance.State), stimulus, now, Facts());
        await aid.PassAsync(file, result.Effects, actor, now, ct);
        return new EngineMove(plan, stimulus, result);
    }

    /// <summary>A case that was closed goes on at an earlier step.</summary>
    /// <param name="before">Its state before it was closed.</param>
    /// <exception cref="Domain.Errors.RefusedException">The case has not been at that step, or a grant is refused.</exception>
    public async Task<EngineMove> ReopenAsync(CaseFile file, WorkflowInstance instance, string before, ReopenStimulus stimulus, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var plan = PlanOf(file, instance);
        var result = Engine.Reopen(plan, StateJson.Read(before), StateJson.Read(instance.State), stimulus, now, Facts());
        await aid.PassAsync(file, result.Effects, actor, now, ct);
        return new EngineMove(plan, stimulus, result);
    }

    /// <summary>Ids of the steps that a task can send the case back to.</summary>
    public IReadOnlyList<string> ReturnTargets(WorkflowInstance instance, string bookmarkId, DateTimeOffset now) =>
        Engine.ReturnTargets(plans.Of(catalogue, instance.DefinitionId, instance.DefinitionVersion), StateJson.Read(instance.State), bookmarkId, now, Facts());

    /// <summary>Whether the service lets a case be opened again, so that its state before closing is kept.</summary>
    public bool MayReopen(CaseFile file) => file.Parts is not null ||
        catalogue.Service(file.ServiceKey, file.ServiceVersion)?.Definition.Aftercare is { Reopen: not null } or { Objections: not null };

    private Plan PlanOf(CaseFile file, WorkflowInstance instance)
    {
        catalogue.RefuseUnknown(file.ServiceKey, file.ServiceVersion);
        return plans.Of(catalogue, instance.DefinitionId, instance.DefinitionVersion);
    }

    private EngineFacts Facts() => new(catalogue.Calendar, catalogue.Organisations, catalogue.Library);
}

/// <summary>What the engine made of one stimulus.</summary>
internal sealed record EngineMove(Plan Plan, Stimulus Stimulus, BurstResult Result);
