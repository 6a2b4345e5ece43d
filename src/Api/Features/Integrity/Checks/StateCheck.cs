using OneWindow.Api.Features.Process;

namespace OneWindow.Api.Features.Integrity.Checks;

/// <summary>The engine's state is there, can be read, and is of the version that the case has pinned.</summary>
internal sealed class StateCheck : ICaseCheck
{
    public IEnumerable<Finding> Check(StoredCase stored, StoredConfiguration configuration)
    {
        if (stored.Instance is not { } instance)
        {
            yield return stored.Finding("state-missing", "the case has no workflow instance");
            yield break;
        }

        if (stored.State is not { } state)
        {
            yield return stored.Finding("state-unreadable", "the engine cannot read its own state");
            yield break;
        }

        var file = stored.File;
        if ((instance.DefinitionId, instance.DefinitionVersion) != (file.DefinitionId, file.DefinitionVersion)
            || (state.DefinitionId, state.DefinitionVersion) != (file.DefinitionId, file.DefinitionVersion))
            yield return stored.Finding("definition-differs", $"case {file.DefinitionId} {file.DefinitionVersion}, instance {instance.DefinitionId} {instance.DefinitionVersion}, state {state.DefinitionId} {state.DefinitionVersion}");
        if (instance.Status != CaseProcess.StatusOf(state))
            yield return stored.Finding("state-status-differs", $"the row says {instance.Status}, the state {CaseProcess.StatusOf(state)}");
    }
}
