using System.Text.Json;
using System.Text.RegularExpressions;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Sealing;
using OneWindow.Domain.Audit;
using OneWindow.Domain.Calendars;
using OneWindow.Domain.Results;
using OneWindow.Workflows.Execution;

namespace OneWindow.Api.Features.Process;

/// <summary>What comes of a case: certificates, decisions, money, its end.</summary>
internal sealed partial class ResultWriter(OneWindowDb db, CatalogueSnapshot catalogue, Sealer sealer)
{
    public void Write(Step step, Effect effect)
    {
        if (effect is IssueResult issue) Issue(step, issue);
        else if (effect is GrantAid grant) Pay(step, grant);
        else if (effect is CloseCase close) Close(step, close);
    }

    private void Close(Step step, CloseCase close)
    {
        step.File.Close(close.Result, null, step.Now);
        db.Audit.Add(step.File.Audit(new AuditFact(step.Actor.UserName, step.Actor.Body, "closed", null,
            JsonSerializer.Serialize(new { result = close.Result }, CaseJson.Detail)), step.Now));
    }

    private void Issue(Step step, IssueResult issue)
    {
        var (file, now) = (step.File, step.Now);
        db.Results.Add(new IssuedResult(Guid.CreateVersion7(now), file.Id, issue.Kind, (issue.Title.Zh, issue.Title.En), now)
        {
            NumberSealed = issue.NumberTemplate is { } template ? sealer.Seal(NumberOf(step, template, issue.Data)) : null,
            ValidUntil = issue.ValidFor is { } limit ? LastDayOf(limit, now) : null,
            DataSealed = issue.Data is { } data ? sealer.Seal(data.GetRawText()) : null,
        });
        db.Audit.Add(file.Audit(new AuditFact(step.Actor.UserName, step.Actor.Body, "result-issued", null,
            JsonSerializer.Serialize(new { kind = issue.Kind, title = issue.Title.Zh, titleEn = issue.Title.En }, CaseJson.Detail)), now));
    }

    private void Pay(Step step, GrantAid grant)
    {
        db.Grants.Add(new Grant(Guid.CreateVersion7(step.Now), step.File.Id, grant.Amount, grant.Cause, grant.Body, step.File.ApplicantIdNumberIndex, step.Now));
        db.Audit.Add(step.File.Audit(new AuditFact(step.Actor.UserName, step.Actor.Body, "aid-granted", null,
            JsonSerializer.Serialize(new { amount = grant.Amount, body = grant.Body }, CaseJson.Detail)), step.Now));
    }

    /// <summary>Fills a number's braces from the case and the printed facts.</summary>
    private string NumberOf(Step step, string template, JsonElement? data) => Placeholder().Replace(template, match => match.Groups["field"].Value switch
    {
        "idNumber" => sealer.Open(step.File.ApplicantIdNumberSealed),
        "caseNumber" => step.File.Number,
        var field => data is { ValueKind: JsonValueKind.Object } facts && facts.TryGetProperty(field, out var value) ? value.ToString() : "",
    });

    /// <summary>A validity ends the day before its anniversary and is not moved by holidays.</summary>
    private DateOnly LastDayOf(Limit limit, DateTimeOffset now)
    {
        var from = catalogue.Calendar.LocalDate(now);
        return limit.Unit is LimitUnit.Months ? from.AddMonths(limit.Count).AddDays(-1) : from.AddDays(limit.Count).AddDays(-1);
    }

    [GeneratedRegex(@"\{(?<field>\w+)\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
