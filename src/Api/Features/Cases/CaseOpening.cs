using System.Text.Json;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Matters;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Storage;
using OneWindow.Domain.Access;
using OneWindow.Domain.Audit;
using OneWindow.Domain.Cases;

namespace OneWindow.Api.Features.Cases;

/// <summary>A case whose rows are written but not stored yet.</summary>
/// <param name="Warnings">What the window should know; nothing was refused for it.</param>
internal sealed record OpenedCase(CaseFile File, IReadOnlyList<WarningView> Warnings);

/// <summary>Opens one case, or a matter with its parts: checks what was entered, writes the rows and begins the workflows. The caller saves.</summary>
internal sealed class CaseOpening(
    OneWindowDb db, CatalogueSnapshot catalogue, CaseProcess process, CaseIntake intake, DuplicateDesk duplicates, MatterIntake matters, MatterDesk parts)
{
    /// <exception cref="Domain.Errors.RefusedException"><c>registration-invalid</c>, <c>service-unknown</c>, <c>duplicate-case</c>, <c>matter-empty</c>.</exception>
    public async Task<OpenedCase> OpenAsync(RegisterCase request, Caller who, string station, DateTimeOffset now, CancellationToken ct)
    {
        var registration = intake.Check(request, who, station, now);
        var service = catalogue.Service(registration.ServiceKey, registration.ServiceVersion)!.Definition;
        var matter = service.IsMatter ? await matters.CheckAsync(request, registration, service, who, now, ct) : null;
        if (matter is not null) registration = matter.Registration;
        List<DuplicateView> repeated = [.. await duplicates.EnterAsync(who, registration, service, request.AsksBeforeDuplicate, now, ct), .. matter?.Repeated ?? []];
        var reason = request.ConfirmDuplicate?.Reason?.Trim();
        if (request.AsksBeforeDuplicate && repeated.Count > 0 && string.IsNullOrEmpty(reason)) throw CaseErrors.Duplicate([.. repeated.Select(duplicates.Line)]);

        var file = CaseFile.Register(registration);
        db.Cases.Add(file);
        db.CaseBodies.Add(new CaseBody(file, station));
        var actor = who.UserName == Actor.Applicant.UserName ? Actor.Applicant : new Actor(who.UserName, station);
        Audit(file, actor, "registered", new { service = file.ServiceKey, channel = file.Channel }, now);
        if (repeated.Count > 0) Audit(file, actor, "duplicate-confirmed", new { cases = repeated.Select(r => r.Number).OfType<string>(), reason }, now);
        if (catalogue.Intake.Channel(file.Channel) is { IsProactive: true }) Audit(file, actor, "opened-unasked", new { reason = request.Proactive?.Reason?.Trim(), consent = request.Proactive?.Consent?.Trim() }, now);
        if (intake.Gaps(registration) is { Length: > 0 } gaps) file.GiveNotice(gaps, now);
        var today = catalogue.Calendar.LocalDate(now);
        await process.BeginAsync(file, CaseStart.Of(registration, today), actor, now, ct);
        if (matter is not null) await parts.GoOnAsync(process, file, actor, now, ct);
        return new OpenedCase(file, [.. repeated.Select(duplicates.Warning), .. Seasons.Warnings(service, today), .. matter?.Warnings ?? []]);
    }

    private void Audit(CaseFile file, Actor actor, string action, object detail, DateTimeOffset now) =>
        db.Audit.Add(file.Audit(new AuditFact(actor.UserName, actor.Body, action, null, JsonSerializer.Serialize(detail, CaseJson.Detail)), now));
}
