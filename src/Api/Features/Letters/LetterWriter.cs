using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Sealing;
using OneWindow.Domain.Audit;
using OneWindow.Domain.Calendars;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Letters;
using OneWindow.Domain.Organisations;
using OneWindow.Domain.Parties;
using OneWindow.Workflows.Execution;

namespace OneWindow.Api.Features.Letters;

/// <summary>Writes what a step must tell the applicant on paper, from the county's templates, into the step's own transaction.</summary>
internal sealed class LetterWriter(OneWindowDb db, CatalogueSnapshot catalogue, Sealer sealer)
{
    private const int CodeLength = 12;

    public void Write(Step step, IEnumerable<Effect> effects)
    {
        foreach (var effect in effects)
        {
            switch (effect)
            {
                case OpenWorkItem { Kind: WorkItemKind.Materials } asked:
                    Issue(step, LetterOccasion.Gaps, asked.Body, null, Gaps(step));
                    break;
                case IssueResult issued:
                    Issue(step, LetterOccasion.Result, step.DecidedBy, null, Result(step, issued));
                    break;
                case GrantAid grant:
                    Issue(step, LetterOccasion.Grant, grant.Body, null, Grant(grant));
                    break;
                case CloseCase closed:
                    Issue(step, LetterOccasion.Closed, step.DecidedBy, closed.Result, Closed(step, closed));
                    break;
            }
        }
    }

    /// <summary>Values of a letter's places, in both languages.</summary>
    private sealed class Values : Dictionary<string, (string Zh, string En)>
    {
        public Values() : base(StringComparer.Ordinal)
        {
        }

        public void Add(string place, string both) => this[place] = (both, both);

        public Dictionary<string, string> In(bool english) => this.ToDictionary(v => v.Key, v => english ? v.Value.En : v.Value.Zh, StringComparer.Ordinal);
    }

    private void Issue(Step step, LetterOccasion occasion, string body, string? result, Values values)
    {
        var (file, now) = (step.File, step.Now);
        if (catalogue.Letters.For(occasion, file.ServiceKey, result) is not { } template) return;
        Common(step, body, values);
        var (chinese, english) = (values.In(english: false), values.In(english: true));
        var title = (Zh: LetterPlaces.Fill(template.Title, chinese), En: LetterPlaces.Fill(template.TitleEn, english));
        var text = new LetterText(Filled(template.Text, chinese), Filled(template.TextEn, english));
        db.Audit.Add(file.Audit(new AuditFact(step.Actor.UserName, step.Actor.Body, "letter-issued", null,
            JsonSerializer.Serialize(new { title = title.Zh, titleEn = title.En, body }, CaseJson.Detail)), now));
        var id = Guid.CreateVersion7(now);
        db.Letters.Add(new IssuedLetter(id, file.Id, template.Key, title, body, now)
        {
            Number = string.Create(CultureInfo.InvariantCulture, $"{file.Number}-{file.AuditCount:00}"),
            Code = Convert.ToHexString(Base64Url.DecodeFromChars(sealer.Index(IndexKinds.Letter, id.ToString())))[..CodeLength],
            TextSealed = sealer.Seal(JsonSerializer.Serialize(text, CaseJson.Detail)),
        });
    }

    private static string[] Filled(IReadOnlyList<string> paragraphs, Dictionary<string, string> values) =>
        [.. paragraphs.Select(p => LetterPlaces.Fill(p, values).Trim()).Where(p => p.Length > 0)];

    private void Common(Step step, string body, Values values)
    {
        var (file, service) = (step.File, catalogue.Service(step.File.ServiceKey, step.File.ServiceVersion)?.Definition);
        values.Add("applicant", file.ApplicantName);
        values.Add("idNumber", IdentityNumber.TryParse(sealer.Open(file.ApplicantIdNumberSealed), out var number, out _) ? number.Masked : "");
        values.Add("caseNumber", file.Number);
        values["service"] = (service?.Name ?? file.ServiceKey, service?.NameEn ?? file.ServiceKey);
        values["body"] = (catalogue.BodyName(body), catalogue.BodyNameEn(body));
        values["date"] = Day(catalogue.Calendar.LocalDate(step.Now));
    }

    private Values Gaps(Step step)
    {
        var known = catalogue.Service(step.File.ServiceKey, step.File.ServiceVersion)?.Definition.Materials ?? [];
        var missing = known.Where(k => step.File.Materials.Any(m => m.Key == k.Key && m.State is MaterialState.Missing)).ToList();
        return new Values { ["materials"] = (string.Join("；", missing.Select(m => m.Name)), string.Join("; ", missing.Select(m => m.NameEn ?? m.Name))) };
    }

    /// <summary>The number stands masked, as the identity number does that it may hold.</summary>
    private Values Result(Step step, IssueResult issued)
    {
        var row = db.Results.Local.Last(r => r.CaseId == step.File.Id && r.TitleZh == issued.Title.Zh);
        return new Values
        {
            ["resultTitle"] = (issued.Title.Zh, issued.Title.En),
            ["resultNumber"] = row.NumberSealed is { } number && sealer.Open(number) is { Length: > 4 } open ? ($"尾号 {open[^4..]}", $"ending in {open[^4..]}") : ("无", "none"),
            ["validUntil"] = row.ValidUntil is { } until ? Day(until) : ("长期", "without end"),
        };
    }

    private Values Grant(GrantAid grant)
    {
        var cause = catalogue.Cause(grant.Cause);
        var values = new Values { ["cause"] = (cause.Name, cause.NameEn ?? cause.Name) };
        values.Add("amount", grant.Amount.ToString("#,0.##", CultureInfo.InvariantCulture));
        return values;
    }

    private Values Closed(Step step, CloseCase closed)
    {
        var result = catalogue.Service(step.File.ServiceKey, step.File.ServiceVersion)?.Definition.Results.FirstOrDefault(r => r.Key == closed.Result);
        var values = new Values { ["result"] = (result?.Name ?? closed.Result, result?.NameEn ?? closed.Result) };
        values.Add("reason", (step.Stimulus as AnswerStimulus)?.Opinion ?? "");
        values["appeal"] = Appeal(step, closed.Result);
        return values;
    }

    /// <summary>Where and until when the applicant may object; nothing where the service takes no objections to this result.</summary>
    private (string Zh, string En) Appeal(Step step, string result)
    {
        if (catalogue.Service(step.File.ServiceKey, step.File.ServiceVersion)?.Definition.Aftercare.Objections is not { } rule || !rule.Results.Contains(result)) return ("", "");
        var above = catalogue.Organisations.PostAbove(step.DecidedBy).Body;
        var until = catalogue.Calendar.LastDay(DeadlineCalculator.DueAt(catalogue.Calendar, rule.Within, step.Now, [], step.Now)) is { } last ? Day(last) : ("", "");
        return ($"如对本决定有异议，可在{until.Item1}前（含当日）向窗口或凭办件编号在网上提出，由{catalogue.BodyName(above)}复核。",
            $"You may object until the end of {until.Item2}, at a window or online with the case number; {catalogue.BodyNameEn(above)} decides.");
    }

    private static (string Zh, string En) Day(DateOnly day) => ($"{day.Year}年{day.Month}月{day.Day}日", day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture));
}
