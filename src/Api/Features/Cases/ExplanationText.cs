using OneWindow.Domain.Calendars;
using OneWindow.Domain.Cases;

namespace OneWindow.Api.Features.Cases;

/// <summary>The sentence in both languages: which body and step, under which rule, what is awaited from whom since when, and by which date.</summary>
/// <param name="result">What the service calls the result, in the language asked for.</param>
internal sealed class ExplanationText(CaseFile found, ExplanationFacts facts, string result)
{
    public string Chinese()
    {
        var closed = found.IsClosed ? $"办件 {found.Number} 已于 {Local(found.ClosedAt):yyyy-MM-dd} 办结，结果为“{result}”" : null;
        if (facts.Waits.Count == 0) return closed is null ? $"办件 {found.Number} 在“{facts.Stage}”环节，自 {facts.Since:yyyy-MM-dd} 起等待系统继续{CaseDue()}。" : $"{closed}。";
        var waits = string.Join("；同时，", facts.Waits.Select((w, i) => Wait(w, isFirst: i == 0)));
        return closed is null ? $"办件 {found.Number} 在“{facts.Stage}”环节，{waits}{(facts.Paused ? "，其间不计入办件时限" : CaseDue())}。" : $"{closed}；{waits}。";

        string CaseDue() => facts.CaseDueOn is { } due ? $"；整个办件须在 {due:yyyy-MM-dd} 前（含当日）办结{DueDates.Provisional(facts.CaseProvisionalYear).Zh}{Rule(found.Limit?.ToString(), found.LimitSource, chinese: true)}" : "";
    }

    public string English()
    {
        var closed = found.IsClosed ? $"Case {found.Number} was closed on {Local(found.ClosedAt):yyyy-MM-dd} with the result \"{result}\"" : null;
        if (facts.Waits.Count == 0) return closed is null ? $"Case {found.Number} is at \"{facts.StageEn}\", waiting to go on by itself since {facts.Since:yyyy-MM-dd}{CaseDue()}." : $"{closed}.";
        var waits = string.Join("; meanwhile ", facts.Waits.Select((w, i) => WaitEn(w, isFirst: i == 0)));
        return closed is null ? $"Case {found.Number} is at \"{facts.StageEn}\", {waits}{(facts.Paused ? "; meanwhile the case's own clock stands still" : CaseDue())}." : $"{closed}; {waits}.";

        string CaseDue() => facts.CaseDueOn is { } due ? $"; the whole case is due by the end of {due:yyyy-MM-dd}{DueDates.Provisional(facts.CaseProvisionalYear).En}{Rule(found.Limit?.ToString(), found.LimitSource, chinese: false)}" : "";
    }

    private string Wait(ExplainedWait wait, bool isFirst)
    {
        var step = isFirst && wait.Title == facts.Stage ? "" : $"“{wait.Title}”";
        var what = wait.WaitingFor switch
        {
            "applicant" => $"由{wait.BodyName}接收，正在等申请人补齐材料{step}",
            "partner" => $"正在等{wait.PartnerName}答复{step}，由{wait.BodyName}联系并可代为登记",
            "public-notice" => $"由{wait.BodyName}公示{step}，正在公示",
            "incident" => $"流程出了异常{step}，由{wait.BodyName}处理",
            "parts" => $"由{wait.BodyName}负责联系{step}，正在等所含事项办结：{wait.Parts?.Zh}",
            "visit" => $"由{wait.BodyName}办理{step}，等待回访",
            "time" => "等待系统到期自动继续",
            _ => $"由{wait.BodyName}办理{step}",
        };
        var why = wait.Why is { } reason ? $"（{reason}）" : "";
        var gone = wait.IsBodyGone ? "，该单位已不在机构目录中，须改派" : "";
        var due = wait.DueOn is { } day ? $"，须在 {day:yyyy-MM-dd} 前（含当日）完成{DueDates.Provisional(wait.ProvisionalYear).Zh}{Rule(wait.Limit, wait.Source, chinese: true)}" : "";
        return $"自 {wait.Since:yyyy-MM-dd} 起{what}{why}{gone}{due}";
    }

    private string WaitEn(ExplainedWait wait, bool isFirst)
    {
        var step = isFirst && wait.TitleEn == facts.StageEn ? "" : $" on \"{wait.TitleEn}\"";
        var since = $" since {wait.Since:yyyy-MM-dd}";
        var what = wait.WaitingFor switch
        {
            "applicant" => $"with {wait.BodyNameEn}{step}{since}, waiting for the applicant's missing papers",
            "partner" => $"waiting for an answer from {wait.PartnerName}{step}{since}, which {wait.BodyNameEn} may record",
            "public-notice" => $"with {wait.BodyNameEn}{step}{since}, under public notice",
            "incident" => $"stopped by an incident{step}{since}, which {wait.BodyNameEn} must deal with",
            "parts" => $"with {wait.BodyNameEn}{step}{since}, waiting for its services: {wait.Parts?.En}",
            "visit" => $"with {wait.BodyNameEn}{step}{since}, waiting for a follow-up visit",
            "time" => $"waiting{since} until time goes on by itself",
            _ => $"with {wait.BodyNameEn}{step}{since}",
        };
        var why = wait.WhyEn is { } reason ? $" ({reason})" : "";
        var gone = wait.IsBodyGone ? ", a body that is no longer in the directory, so that the task must be passed on" : "";
        var due = wait.DueOn is { } day ? $", due by the end of {day:yyyy-MM-dd}{DueDates.Provisional(wait.ProvisionalYear).En}{Rule(wait.Limit, wait.Source, chinese: false)}" : "";
        return $"{what}{why}{gone}{due}";
    }

    private static string Rule(string? text, string? from, bool chinese)
    {
        if (!Limit.TryParse(text, out var limit)) return "";
        var source = from is null ? "" : chinese ? $"，依据{from}" : $", under {from}";
        return chinese ? $"（时限{limit.ToChinese()}{source}）" : $" (limit: {limit.ToEnglish()}{source})";
    }

    /// <summary>Closed cases show the day of closing in the county's time, which is that of their facts.</summary>
    private DateTimeOffset Local(DateTimeOffset? instant) => (instant ?? facts.Since).ToOffset(facts.Since.Offset);
}
