using OneWindow.Domain.Cases;

namespace OneWindow.Api.Features.Integrity.Checks;

/// <summary>Status, result and the end of a case agree, and nothing is left to do in one that is closed.</summary>
internal sealed class StatusCheck : ICaseCheck
{
    public IEnumerable<Finding> Check(StoredCase stored, StoredConfiguration configuration)
    {
        var file = stored.File;
        if (file.IsClosed != file.ClosedAt is not null || file.IsClosed != file.Result is not null)
            yield return stored.Finding("status-differs", $"{file.Status} with{(file.ClosedAt is null ? "out" : "")} an end and with{(file.Result is null ? "out" : "")} a result");
        if (!file.IsClosed && file.Status is CaseStatus.Paused != file.IsPaused)
            yield return stored.Finding("status-differs", $"{file.Status} with{(file.IsPaused ? "" : "out")} a running pause");
        if (!file.IsClosed) yield break;
        foreach (var item in stored.OpenSteps) yield return stored.Finding("closed-with-open-task", $"work item {item.Id} at {item.ActivityId} is open");
    }
}
