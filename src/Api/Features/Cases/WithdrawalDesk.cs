using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Matters;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Storage;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Catalogue;

namespace OneWindow.Api.Features.Cases;

/// <summary>Takes a request back, whoever asks for it. The caller saves.</summary>
internal sealed class WithdrawalDesk(OneWindowDb db, CatalogueSnapshot catalogue, CaseClosing closing, MatterDesk matters)
{
    private const string Withdrawn = "withdrawn";

    /// <summary>
    /// Whether the applicant may take the case back alone: it is open, its service lets it, and nothing has been granted
    /// that somebody would have to talk about first. Of a matter the parts are taken back one by one, as each says.
    /// </summary>
    public static bool MayOnline(CaseFile file, CatalogueSnapshot catalogue, bool isGranted) =>
        file is { IsClosed: false, Parts: null } && !isGranted && catalogue.Service(file.ServiceKey, file.ServiceVersion)?.Definition.Online.Withdraw is true;

    /// <inheritdoc cref="MayOnline"/>
    public async Task<bool> MayOnlineAsync(CaseFile file, CancellationToken ct) =>
        MayOnline(file, catalogue, isGranted: false) && !await db.Grants.AnyAsync(g => g.CaseId == file.Id, ct);

    /// <summary>
    /// Closes the case; everything that waits is withdrawn, and nothing fires afterwards. A matter takes along whatever of
    /// it is still open.
    /// </summary>
    /// <param name="reason">Null where none was given.</param>
    /// <param name="by">Who asked for it, for the record; null for the applicant.</param>
    public async Task WithdrawAsync(CaseFile file, string? reason, string? by, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var parts = await matters.OpenPartsAsync(file, ct);
        matters.DropWaiting(file, actor, now);
        await closing.CloseAsync(file, (ServiceDefinition.WithdrawnResult, reason), Withdrawn, actor, now, ct);
        db.Audit.Add(file.Audit(new(actor.UserName, actor.Body, Withdrawn, null, JsonSerializer.Serialize(new { reason, by }, CaseJson.Detail)), now));
        foreach (var part in parts) await WithdrawAsync(part, reason, by, actor, now, ct);
    }
}
