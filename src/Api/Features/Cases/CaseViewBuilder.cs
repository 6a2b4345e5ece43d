using System.Text.Json;
using AutoMapper;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Consents;
using OneWindow.Api.Features.Matters;
using OneWindow.Api.Features.Tasks;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Sealing;
using OneWindow.Domain.Calendars;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Parties;
using OneWindow.Domain.Results;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Features.Cases;

/// <summary>Puts a case's parts together for people and software. Numbers that identify a person come out masked.</summary>
internal sealed class CaseViewBuilder(OneWindowDb db, CatalogueSnapshot catalogue, Sealer sealer, IMapper mapper, TimeProvider clock, DuplicateDesk duplicates, MatterViews matters, CurrentCaller caller)
{
    private const int ShownOfNumber = 4;

    public async Task<CaseView> BuildAsync(CaseFile c, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var service = catalogue.Service(c.ServiceKey, c.ServiceVersion)?.Definition;
        var openTasks = await OpenTasksAsync(c.Id, ct);
        var bodies = await db.CaseBodies.Where(b => b.CaseId == c.Id).OrderBy(b => b.Body).Select(b => b.Body).ToListAsync(ct);
        var followUps = await db.FollowUps.AsNoTracking().Where(f => f.CaseId == c.Id).OrderBy(f => f.DueOn).ThenBy(f => f.Id).ToListAsync(ct);
        var results = await db.Results.AsNoTracking().Where(r => r.CaseId == c.Id).OrderBy(r => r.IssuedAt).ThenBy(r => r.Id).ToListAsync(ct);
        var grants = await db.Grants.AsNoTracking().Where(g => g.CaseId == c.Id).OrderBy(g => g.GrantedAt).ThenBy(g => g.Id).ToListAsync(ct);
        var materials = MaterialView.Of(c, catalogue);
        var clerk = await db.Accounts.AsNoTracking().Where(a => a.UserName == c.RegisteredBy).Select(a => a.Name).SingleOrDefaultAsync(ct);
        return new CaseView(
            c.Number, c.ServiceKey, service?.Name ?? c.ServiceKey, service?.NameEn ?? c.ServiceKey, c.ServiceVersion, c.Status,
            c.Result, service?.Results.FirstOrDefault(r => r.Key == c.Result)?.Name, c.StageZh, c.StageEn, c.StageActivityId,
            new DefinitionView(c.DefinitionId, c.DefinitionVersion), Applicant(c), Agent(c), JsonElement.Parse(c.Form),
            c.Channel, c.Station, catalogue.BodyName(c.Station), catalogue.Organisations.Find(c.Station)?.Phone, c.RegisteredBy, catalogue.Calendar.Local(c.RegisteredAt),
            catalogue.Calendar.Local(c.ClosedAt), c.ClosingReason, catalogue.Calendar.LastDay(c.DueAt), Deadline(c, now),
            Notice(c, materials),
            bodies, openTasks, materials, mapper.Map<IReadOnlyList<FollowUpView>>(followUps), [.. results.Select(Result)],
            mapper.Map<IReadOnlyList<GrantView>>(grants), [.. (c.Bounces ?? []).Select(View)], [.. (c.Recusals ?? []).Select(View)],
            await duplicates.OthersAsync(caller.Required, c, ct), ConsentView.Of(c, catalogue), clerk, c.Version)
        {
            Matter = await matters.MatterAsync(c, caller.Required, ct),
            Parts = await matters.PartsAsync(c, caller.Required, ct),
        };
    }

    /// <summary>The open tasks of a case by urgency; part of every answer to a command.</summary>
    public async Task<IReadOnlyList<TaskView>> OpenTasksAsync(Guid caseId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var items = await db.WorkItems.AsNoTracking().Where(w => w.CaseId == caseId && w.State == WorkItemState.Open)
            .OrderBy(w => w.DueOrder).ThenBy(w => w.Id).ToListAsync(ct);
        return [.. items.Select(item => TaskView.Of(item, catalogue, now))];
    }

    public DeadlineSummary? Deadline(CaseFile c, DateTimeOffset now) => c.Limit is not { } limit
        ? null
        : new DeadlineSummary(
            limit.ToString(), limit.ToChinese(), limit.ToEnglish(), c.LimitBasis, c.LimitSource,
            catalogue.Calendar.Local(c.RegisteredAt), catalogue.Calendar.LastDay(c.DueAt), catalogue.Calendar.Local(c.DueAt),
            c.IsPaused, c.OverdueAt is not null || c.DueAt <= (c.ClosedAt ?? now))
        {
            Card = Cards.Word(c.CardAt(now)),
            ProvisionalYear = c.IsClosed ? null : c.AwaitedYear,
            Escalations = c.EscalationLevel,
            Statutory = Statutory(c, now),
        };

    private StatutoryView? Statutory(CaseFile c, DateTimeOffset now)
    {
        if (c.Statutory is not { } rule) return null;
        var dueAt = DeadlineCalculator.DueAt(catalogue.Calendar, rule.Limit, c.RegisteredAt, c.LawPauses(), c.ClosedAt ?? now);
        return new(
            rule.Limit.ToString(), rule.Limit.ToChinese(), rule.Limit.ToEnglish(), rule.Basis, rule.Source,
            catalogue.Calendar.LastDay(dueAt), catalogue.Calendar.Local(dueAt));
    }

    private NoticeView? Notice(CaseFile c, IReadOnlyList<MaterialView> materials)
    {
        if (c.Notice is not { } notice) return null;
        IReadOnlyList<MaterialView> Named(IReadOnlyList<string> keys) => [.. materials.Where(m => keys.Contains(m.Key))];
        return new NoticeView(catalogue.Calendar.Local(notice.At), Named(notice.Keys),
            [.. (notice.Later ?? []).Select(l => new LaterNoticeView(catalogue.Calendar.Local(l.At), Named(l.Keys), Named(l.Old)))]);
    }

    private ApplicantView Applicant(CaseFile c) => new(
        c.ApplicantName, Word(c.ApplicantGender), c.ApplicantBirthDate, MaskIdNumber(c.ApplicantIdNumberSealed),
        PhoneNumber.Masked(sealer.Open(c.ApplicantPhoneSealed)), c.ApplicantArea, catalogue.Organisations.FindArea(c.ApplicantArea)?.Name,
        WarningView.OfIdentity("applicant.idNumber", sealer.Open(c.ApplicantIdNumberSealed)));

    private AgentView? Agent(CaseFile c) => c.AgentName is null
        ? null
        : new AgentView(
            c.AgentName, MaskIdNumber(c.AgentIdNumberSealed!),
            c.AgentPhoneSealed is null ? null : PhoneNumber.Masked(sealer.Open(c.AgentPhoneSealed)),
            c.AgentRelation ?? "", c.AgentMandateUntil);

    private ResultView Result(IssuedResult result) => new(
        result.Id, result.Kind, result.TitleZh, result.TitleEn,
        result.NumberSealed is null ? null : MaskEnd(sealer.Open(result.NumberSealed)), result.ValidUntil,
        catalogue.Calendar.Local(result.IssuedAt));

    private string MaskIdNumber(string sealedNumber) =>
        IdentityNumber.TryParse(sealer.Open(sealedNumber), out var number, out _) ? number.Masked : "****";

    private static string MaskEnd(string number) => number.Length <= ShownOfNumber
        ? number
        : new string('*', number.Length - ShownOfNumber) + number[^ShownOfNumber..];

    private BounceView View(CaseBounce bounce) => new(
        bounce.ActivityId, bounce.Body, catalogue.BodyName(bounce.Body), bounce.By, bounce.Reason, bounce.Suggested, catalogue.Calendar.Local(bounce.At));

    private RecusalView View(CaseRecusal recusal) => new(recusal.UserName, recusal.By, recusal.Reason, catalogue.Calendar.Local(recusal.At));

    private static string Word(Gender gender) => gender is Gender.Male ? "male" : "female";
}
