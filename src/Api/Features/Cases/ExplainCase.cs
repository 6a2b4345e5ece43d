using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Storage;
using OneWindow.Domain.Calendars;
using OneWindow.Domain.Cases;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Features.Cases;

/// <summary>Why a case is where it is: one sentence, and the facts that it is made of.</summary>
internal sealed record ExplainCase(string Number) : IRequest<Explanation>;

internal sealed record Explanation(string Text, string TextEn, ExplanationFacts Facts);

/// <param name="Body">Code of the body that has it; null where nobody has.</param>
/// <param name="Since">When it came there.</param>
/// <param name="Limit">The limit that runs there, as text.</param>
/// <param name="WaitingFor">body, applicant, public-notice, visit, or closed.</param>
internal sealed record ExplanationFacts(
    string? Stage, string? StageEn, string? Body, string? BodyName, DateTimeOffset Since, DateOnly? DueOn, string? Limit,
    string? Basis, string? Source, bool Paused, string WaitingFor, string? Result);

internal sealed class ExplainCaseHandler(OneWindowDb db, AccessPolicy access, CurrentCaller caller, CatalogueSnapshot catalogue)
    : IRequestHandler<ExplainCase, Explanation>
{
    public async Task<Explanation> Handle(ExplainCase request, CancellationToken cancellationToken)
    {
        var found = await access.CaseAsync(caller.Required, request.Number, cancellationToken);
        var open = await db.WorkItems.AsNoTracking().Where(w => w.CaseId == found.Id && w.State == WorkItemState.Open)
            .OrderBy(w => w.DueOrder).ThenBy(w => w.Id).ToListAsync(cancellationToken);
        var facts = FactsOf(found, open.FirstOrDefault(w => !WorkItemKinds.AfterClosing.Contains(w.Kind) || found.IsClosed));
        return new Explanation(
            ExplanationText.Chinese(found, facts, catalogue, open.Count), ExplanationText.English(found, facts, catalogue, open.Count), facts);
    }

    private ExplanationFacts FactsOf(CaseFile found, WorkItem? item)
    {
        var since = catalogue.Calendar.Local(item?.OpenedAt ?? found.ClosedAt ?? found.StageSince ?? found.RegisteredAt);
        var limit = item?.Limit ?? (item is null && !found.IsClosed ? found.Limit : null);
        return new ExplanationFacts(
            found.StageZh, found.StageEn, item?.Body, item is null ? null : catalogue.BodyName(item.Body), since,
            catalogue.Calendar.LastDay(item?.DueAt ?? (found.IsClosed ? null : found.DueAt)), limit?.ToString(),
            item is null ? found.LimitBasis : item.LimitBasis, item is null ? found.LimitSource : item.LimitSource,
            found.IsPaused, WaitingFor(found, item), found.Result);
    }

    private static string WaitingFor(CaseFile found, WorkItem? item) => item?.Kind switch
    {
        WorkItemKind.Materials => "applicant",
        WorkItemKind.Notice => "public-notice",
        WorkItemKind.Visit => "visit",
        WorkItemKind.Step => "body",
        _ => found.IsClosed ? "closed" : "body",
    };
}

/// <summary>The sentence in both languages.</summary>
internal static class ExplanationText
{
    public static string Chinese(CaseFile found, ExplanationFacts facts, CatalogueSnapshot catalogue, int open)
    {
        if (facts.WaitingFor == "closed")
            return $"办件 {found.Number} 已于 {facts.Since:yyyy-MM-dd} 办结，结果为“{ResultName(found, catalogue).Zh}”。";
        var who = facts.BodyName is { } body ? $"由{body}办理" : "等待系统继续";
        var waits = facts.WaitingFor switch
        {
            "applicant" => "，正在等申请人补齐材料",
            "public-notice" => "，正在公示",
            "visit" => "，等待回访",
            _ => "",
        };
        var limit = facts.DueOn is { } due ? $"，须在 {due:yyyy-MM-dd} 前（含当日）完成{Rule(facts, true)}" : "";
        var paused = facts.Paused ? "，其间不计入办件时限" : "";
        var more = open > 1 ? $"；另有 {open - 1} 项同时办理" : "";
        return $"办件 {found.Number} 在“{facts.Stage}”环节，自 {facts.Since:yyyy-MM-dd} 起{who}{waits}{limit}{paused}{more}。";
    }

    public static string English(CaseFile found, ExplanationFacts facts, CatalogueSnapshot catalogue, int open)
    {
        if (facts.WaitingFor == "closed")
            return $"Case {found.Number} was closed on {facts.Since:yyyy-MM-dd} with the result \"{ResultName(found, catalogue).En}\".";
        var who = facts.Body is { } body ? $"with {catalogue.BodyNameEn(body)}" : "waiting to go on by itself";
        var waits = facts.WaitingFor switch
        {
            "applicant" => ", waiting for the applicant's missing papers",
            "public-notice" => ", under public notice",
            "visit" => ", waiting for a follow-up visit",
            _ => "",
        };
        var limit = facts.DueOn is { } due ? $", due by the end of {due:yyyy-MM-dd}{Rule(facts, false)}" : "";
        var paused = facts.Paused ? "; meanwhile the case's own clock stands still" : "";
        var more = open > 1 ? $"; {open - 1} more in parallel" : "";
        return $"Case {found.Number} is at \"{facts.StageEn}\", {who} since {facts.Since:yyyy-MM-dd}{waits}{limit}{paused}{more}.";
    }

    private static string Rule(ExplanationFacts facts, bool chinese)
    {
        if (!Limit.TryParse(facts.Limit, out var limit)) return "";
        var source = facts.Source is null ? "" : chinese ? $"，依据{facts.Source}" : $", under {facts.Source}";
        return chinese ? $"（时限{limit.ToChinese()}{source}）" : $" (limit: {limit.ToEnglish()}{source})";
    }

    private static (string Zh, string En) ResultName(CaseFile found, CatalogueSnapshot catalogue)
    {
        var result = catalogue.Service(found.ServiceKey, found.ServiceVersion)?.Definition.Results.FirstOrDefault(r => r.Key == found.Result);
        return (result?.Name ?? found.Result ?? "", result?.NameEn ?? found.Result ?? "");
    }
}
