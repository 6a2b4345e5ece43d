using System.Text.Json;
using OneWindow.Api.Features.Matters;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Storage;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Catalogue;
using OneWindow.Workflows.Execution;

namespace OneWindow.Api.Features.Cases;

/// <summary>Takes a case back, and with a matter whatever of it is still open: all of it in one unit of work, which the caller saves.</summary>
internal sealed class Withdrawal(OneWindowDb db, CaseProcess process, MatterDesk matters)
{
    /// <param name="by">applicant or agent, as the audit row keeps it.</param>
    public async Task WithdrawAsync(CaseFile file, string reason, string? by, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var parts = await matters.OpenPartsAsync(file, ct);
        matters.DropWaiting(file, actor, now);
        // Closed first: a case that is still open would get a new due date, and a timer for it, from the clock running on.
        file.Close(ServiceDefinition.WithdrawnResult, reason, now);
        await process.AdvanceAsync(file, new CancelStimulus("withdrawn"), actor, now, ct);
        await process.StopAsync(file, "withdrawn", actor, now, ct);
        db.Audit.Add(file.Audit(new(actor.UserName, actor.Body, "withdrawn", null, JsonSerializer.Serialize(new { reason, by }, CaseJson.Detail)), now));
        foreach (var part in parts) await WithdrawAsync(part, reason, by, actor, now, ct);
    }
}
