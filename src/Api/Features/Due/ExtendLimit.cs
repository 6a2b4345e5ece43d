using System.Text.Json;
using MediatR;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Features.Tasks;
using OneWindow.Api.Storage;
using OneWindow.Domain.Access;
using OneWindow.Domain.Audit;
using OneWindow.Domain.Calendars;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Catalogue;
using OneWindow.Domain.Errors;
using OneWindow.Domain.Organisations;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Features.Due;

/// <summary>By how much a limit is prolonged, and why.</summary>
/// <param name="Limit">As rules write it: 5wd. Takes the place of <paramref name="Days"/>.</param>
/// <param name="Days">In the unit of the limit that is prolonged.</param>
internal sealed record ExtensionInput(string? Limit, int? Days, string? Reason)
{
    public void Validate(Findings findings)
    {
        if (string.IsNullOrWhiteSpace(Limit) ? Days is not > 0 : !Domain.Calendars.Limit.TryParse(Limit.Trim(), out _))
            findings.Add("limit", "请填写延长多久，如 5wd。(Say how long, such as 5wd.)");
        if (string.IsNullOrWhiteSpace(Reason)) findings.Add("reason", "请写明理由。(A reason is required.)");
        else if (Reason.Length > CompleteTask.MaxOpinionLength) findings.Add("reason", "理由过长。(The reason is too long.)");
    }

    public LimitExtension For(Limit? limit, ExtensionRule? rule, Caller who, DateTimeOffset now)
    {
        var by = string.IsNullOrWhiteSpace(Limit) ? new Limit(Days ?? 0, limit?.Unit ?? default) : Domain.Calendars.Limit.Parse(Limit.Trim());
        return new LimitExtension(by, Reason!.Trim(), rule?.Source, who.UserName, now);
    }
}

/// <summary>The head of a body prolongs the limit of a step, once.</summary>
internal sealed record ExtendTask(Guid Id, ExtensionInput By) : ICommand<CaseProgress>, IValidate
{
    public void Validate(Findings findings) => By.Validate(findings);
}

/// <summary>The head of a body that handles the case prolongs the case's limit, once.</summary>
internal sealed record ExtendCase(string Number, ExtensionInput By) : ICommand<CaseProgress>, IValidate
{
    public void Validate(Findings findings) => By.Validate(findings);
}

internal sealed class ExtendLimitHandler(
    OneWindowDb db, CommandFrame frame, CaseReader cases, CatalogueSnapshot catalogue, DueDesk due)
    : IRequestHandler<ExtendTask, CaseProgress>, IRequestHandler<ExtendCase, CaseProgress>
{
    public async Task<CaseProgress> Handle(ExtendTask request, CancellationToken cancellationToken)
    {
        var (who, now) = (frame.Who, frame.Now());
        var moving = await cases.OfTaskAsync(request.Id, cancellationToken) ?? throw WorkItemErrors.NotFound();
        var (file, item) = (moving.File, moving.Items.Single(i => i.Id == request.Id));
        if (!ExtensionRights.MayExtend(who, item, catalogue)) throw ExtensionRights.NotYours();
        var rule = ServiceOf(file)?.LimitOf(item.ActivityId)?.Extension;
        var extension = request.By.For(item.Limit, rule, who, now);
        var before = item.DueAt;
        item.Extend(extension, rule);
        due.CountItem(item, moving, new CaseRows(moving.Items, moving.Timers, moving.Bodies), now);
        Audit(file, extension, item.ActivityId, (item.TitleZh, item.TitleEn), who, (before, item.DueAt));
        return await frame.CommitAsync(file, now, cancellationToken);
    }

    public async Task<CaseProgress> Handle(ExtendCase request, CancellationToken cancellationToken)
    {
        var (who, now) = (frame.Who, frame.Now());
        var file = await frame.CaseAsync(request.Number, cancellationToken);
        if (!ExtensionRights.MayExtend(who)) throw ExtensionRights.NotYours();
        var moving = await cases.OfAsync(file, cancellationToken);
        var rule = ServiceOf(file)?.CaseLimit?.Extension;
        var extension = request.By.For(file.Limit, rule, who, now);
        var before = file.DueAt;
        file.Extend(extension, rule);
        due.CountCase(moving, new CaseRows(moving.Items, moving.Timers, moving.Bodies), now);
        Audit(file, extension, null, (null, null), who, (before, file.DueAt));
        return await frame.CommitAsync(file, now, cancellationToken);
    }

    private ServiceDefinition? ServiceOf(CaseFile file) => catalogue.Service(file.ServiceKey, file.ServiceVersion)?.Definition;

    private void Audit(CaseFile file, LimitExtension extension, string? step, (string? Zh, string? En) title, Caller who, (DateTimeOffset? Before, DateTimeOffset? After) dueAt)
    {
        var detail = new
        {
            title = title.Zh,
            titleEn = title.En,
            by = extension.By.ToString(),
            reason = extension.Reason,
            source = extension.Source,
            before = catalogue.Calendar.LastDay(dueAt.Before),
            after = catalogue.Calendar.LastDay(dueAt.After),
        };
        db.Audit.Add(file.Audit(new AuditFact(who.UserName, Actor.Of(who).Body, step is null ? "case-extended" : "step-extended", step,
            JsonSerializer.Serialize(detail, CaseJson.Detail)), extension.At));
    }
}

/// <summary>Who may prolong limits: the head of the body whose limit it is, and the joint office.</summary>
internal static class ExtensionRights
{
    public static bool MayExtend(Caller who, WorkItem item, CatalogueSnapshot catalogue) =>
        who.SeesEverything || (catalogue.Organisations.HeadOf(item.Body) is { } head && who.Holds(head, Superiors.HeadRole));

    /// <summary>The limit of a case that the caller can see.</summary>
    public static bool MayExtend(Caller who) => who.SeesEverything || who.Posts.Any(p => p.Role == Superiors.HeadRole);

    public static RefusedException NotYours() =>
        new(RefusalKind.Forbidden, "extension-not-yours", "只有单位负责人或联席会议办公室可以延长时限。(Only the head of the body or the joint office extends a limit.)");
}
