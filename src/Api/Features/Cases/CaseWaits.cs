using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Storage;
using OneWindow.Domain.Access;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Timers;
using OneWindow.Domain.WorkItems;
using OneWindow.Workflows.Analysis.Routing;
using OneWindow.Workflows.Execution;
using WorkItemKind = OneWindow.Domain.WorkItems.WorkItemKind;

namespace OneWindow.Api.Features.Cases;

/// <summary>What a case waits for: whom, since when, by when and under which rule.</summary>
internal sealed class CaseWaits(CatalogueSnapshot catalogue, Plans plans, AccessPolicy access)
{
    /// <summary>The most urgent first. What is asked after closing is not what an open case waits for.</summary>
    public async Task<IReadOnlyList<ExplainedWait>> OfAsync(OneWindowDb db, CaseFile found, Caller who, CancellationToken ct)
    {
        var open = await db.WorkItems.AsNoTracking().Where(w => w.CaseId == found.Id && w.State == WorkItemState.Open)
            .OrderBy(w => w.DueOrder).ThenBy(w => w.Id).ToListAsync(ct);
        if (!found.IsClosed) open.RemoveAll(w => WorkItemKinds.BesideWorkflow.Contains(w.Kind));
        if (open.Count == 0) return found.IsClosed ? [] : await TimeAsync(db, found, ct);
        var codes = open.Select(w => w.Partner).OfType<string>().ToArray();
        var partners = codes.Length == 0 ? [] : await db.Partners.AsNoTracking().Where(p => codes.Contains(p.Code)).ToDictionaryAsync(p => p.Code, p => p.Name, ct);
        var reasons = await ReasonsAsync(db, found, ct);
        var parts = open.Exists(w => w.Kind is WorkItemKind.Parts) ? await AwaitedPartsAsync(db, found, who, ct) : null;
        return [.. open.Select(item => Wait(item, item.Partner is { } code ? partners.GetValueOrDefault(code, code) : null, reasons(item.Body)) with { Parts = item.Kind is WorkItemKind.Parts ? parts : null })];
    }

    public DateTimeOffset Local(DateTimeOffset instant) => catalogue.Calendar.Local(instant);

    public DateOnly? LastDay(DateTimeOffset? instant) => catalogue.Calendar.LastDay(instant);

    /// <summary>What the service calls the result that the case was closed with.</summary>
    public BilingualText ResultName(CaseFile found)
    {
        var result = catalogue.Service(found.ServiceKey, found.ServiceVersion)?.Definition.Results.FirstOrDefault(r => r.Key == found.Result);
        return new(result?.Name ?? found.Result ?? "", result?.NameEn ?? found.Result ?? "");
    }

    private ExplainedWait Wait(WorkItem item, string? partner, BilingualText? why) => new(
        WaitingFor(item), item.ActivityId, item.TitleZh, item.TitleEn, item.Body, catalogue.BodyName(item.Body), catalogue.BodyNameEn(item.Body),
        catalogue.Organisations.Find(item.Body) is null, item.Role, partner, Local(item.OpenedAt), LastDay(item.DueAt),
        item.LimitText, item.LimitBasis, item.LimitSource, why?.Zh, why?.En)
    {
        ProvisionalYear = item.AwaitedYear,
    };

    private static string WaitingFor(WorkItem item) => item.Kind switch
    {
        WorkItemKind.Materials => "applicant",
        WorkItemKind.Notice => "public-notice",
        WorkItemKind.Visit => "visit",
        WorkItemKind.Incident => "incident",
        WorkItemKind.Parts => "parts",
        _ => item.Partner is null ? "body" : "partner",
    };

    /// <summary>The parts of a matter that are not over; by number and where it is, each whose case the caller may see.</summary>
    private async Task<BilingualText> AwaitedPartsAsync(OneWindowDb db, CaseFile matter, Caller who, CancellationToken ct)
    {
        var open = (matter.Parts ?? []).Where(p => !p.IsOver).ToList();
        var ids = open.Select(p => p.CaseId).OfType<Guid>().ToArray();
        var cases = await access.Visible(who, db.Cases.Where(c => ids.Contains(c.Id))).AsNoTracking().Select(c => new { c.Id, c.Number, c.StageZh, c.StageEn }).ToDictionaryAsync(c => c.Id, ct);
        var texts = open.ConvertAll(part =>
        {
            var service = catalogue.Service(part.Service, part.ServiceVersion)?.Definition;
            var (zh, en) = (service?.Name ?? part.Service, service?.NameEn ?? part.Service);
            if (part.CaseId is not { } id) return new BilingualText($"“{zh}”（尚未开始）", $"\"{en}\" (not begun)");
            return cases.GetValueOrDefault(id) is { } own
                ? new BilingualText($"“{zh}”（办件 {own.Number}，在“{own.StageZh}”环节）", $"\"{en}\" (case {own.Number}, at \"{own.StageEn}\")")
                : new BilingualText($"“{zh}”（办理中）", $"\"{en}\" (under way)");
        });
        return new(string.Join("、", texts.Select(t => t.Zh)), string.Join(", ", texts.Select(t => t.En)));
    }

    /// <summary>Nobody is asked: an instant goes on by itself.</summary>
    private async Task<IReadOnlyList<ExplainedWait>> TimeAsync(OneWindowDb db, CaseFile found, CancellationToken ct)
    {
        var timer = await db.Timers.AsNoTracking().Where(t => t.CaseId == found.Id && t.Kind == TimerKind.Resume && t.State == TimerState.Pending)
            .OrderBy(t => t.DueAt).FirstOrDefaultAsync(ct);
        if (timer is null) return [];
        return
        [
            new ExplainedWait("time", null, null, null, null, null, null, false, null, null, Local(found.StageSince ?? found.RegisteredAt),
                DateOnly.FromDateTime(Local(timer.DueAt).DateTime), null, null, null, null, null),
        ];
    }

    private async Task<Func<string, BilingualText?>> ReasonsAsync(OneWindowDb db, CaseFile found, CancellationToken ct)
    {
        var instance = await db.Instances.AsNoTracking().FirstOrDefaultAsync(i => i.CaseId == found.Id, ct);
        if (instance is null || catalogue.Workflow(instance.DefinitionId, instance.DefinitionVersion) is null) return _ => null;
        var (plan, state) = (plans.Of(catalogue, instance.DefinitionId, instance.DefinitionVersion), StateJson.Read(instance.State));
        return body => RoutingReason.Of(plan, state, catalogue.Organisations, body);
    }
}
