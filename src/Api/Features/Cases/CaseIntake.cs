using System.Security.Cryptography;
using System.Text.Json;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Storage.Sealing;
using OneWindow.Domain.Access;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Catalogue;
using OneWindow.Domain.Errors;
using OneWindow.Domain.Forms;
using OneWindow.Domain.Organisations;

namespace OneWindow.Api.Features.Cases;

/// <summary>Checks what the window entered: everything wrong is said at once, each beside its field.</summary>
internal sealed class CaseIntake(CatalogueSnapshot catalogue, Sealer sealer, MaterialRules materials, AgentRules agents)
{
    /// <summary>Everything that is known when a case is registered.</summary>
    /// <exception cref="RefusedException"><c>service-unknown</c>, or <c>registration-invalid</c> with every field.</exception>
    public CaseRegistration Check(RegisterCase request, Caller who, string station, DateTimeOffset now)
    {
        var service = catalogue.Service(request.Service!) ?? throw ServiceUnknown(request.Service!);
        var workflow = catalogue.Workflow(service.Definition.Workflow) ?? throw ServiceUnknown(request.Service!);
        var today = catalogue.Calendar.LocalDate(now);
        Seasons.RefuseOutside(service.Definition, today);
        var findings = new Findings();
        var identity = PersonChecks.Identity(request.Applicant?.IdNumber, "applicant.idNumber", today, findings);
        var phone = PersonChecks.Phone(request.Applicant?.Phone, "applicant.phone", findings);
        PersonChecks.Name(request.Applicant?.Name, "applicant.name", findings);
        var area = request.Applicant?.Area?.Trim() ?? "";
        if (area.Length == 0) findings.Add("applicant.area", "请选择居住地。(A place of residence is required.)");
        else if (catalogue.Organisations.FindArea(area) is not { Level: <= AreaLevel.County }) findings.Add("applicant.area", "没有这个区划。(There is no such area.)");
        var form = CheckForm(request.Form, service.Definition, findings);
        var channel = Channel(request, findings);
        var facts = identity is null ? null : new MaterialFacts(identity.AgeOn(today), identity.Gender, form);
        var agent = agents.Check(request.Agent, new AgentCase(service.Definition, identity, facts, today), findings);
        var papers = facts is null ? [] : materials.Read(request.Materials, service.Definition, facts, findings);
        var consents = Consents(request.Consents, service.Definition, who, now, findings);
        findings.ThrowIfAny("registration-invalid", "登记内容有误 (The registration has errors)");
        return new CaseRegistration
        {
            Id = Guid.CreateVersion7(now),
            Number = CaseNumber.Create(today, RandomNumberGenerator.GetInt32(int.MaxValue)),
            ServiceKey = service.Definition.Key,
            ServiceVersion = service.Version,
            DefinitionId = workflow.Id,
            DefinitionVersion = workflow.Version,
            Applicant = new Applicant(request.Applicant!.Name!.Trim(), identity!.Gender, identity.BirthDate,
                sealer.SealWithIndex(IndexKinds.IdNumber, identity.Value), sealer.SealWithIndex(IndexKinds.Phone, phone!), area),
            Agent = agent,
            Form = form.GetRawText(),
            Materials = Promises.Dated(papers, service.Definition, today, Promises.LastDay(catalogue.Calendar, service.Definition.CaseLimit?.Limit, now)),
            Consents = consents,
            Channel = channel,
            Station = station,
            RegisteredBy = who.UserName,
            RegisteredAt = now,
            Limit = service.Definition.CaseLimit?.Rule,
            Statutory = service.Definition.StatutoryLimit?.Rule,
        };
    }

    /// <summary>Keys of what is neither there nor promised.</summary>
    public string[] Gaps(CaseRegistration registration) => [.. registration.Materials.Where(m => m.State is MaterialState.Missing).Select(m => m.Key)];

    private static RefusedException ServiceUnknown(string key) => new(RefusalKind.Invalid, "service-unknown", "没有这个事项。(There is no such service.)",
        new Dictionary<string, string[]>(StringComparer.Ordinal) { ["service"] = [$"没有事项“{key}”。(There is no such service.)"] });

    private static JsonElement CheckForm(JsonElement? form, ServiceDefinition service, Findings findings)
    {
        var value = form is { ValueKind: JsonValueKind.Object } given ? given : JsonElement.Parse("{}");
        if (form is { ValueKind: not (JsonValueKind.Object or JsonValueKind.Null or JsonValueKind.Undefined) }) findings.Add("form", "表单应为对象。(The form is an object.)");
        foreach (var (path, messages) in service.Form.Validate(value, "form").ByField())
            foreach (var message in messages) findings.Add(path, message);
        return value;
    }

    /// <summary>The channels are the county's own, and closed: what came in by each adds up to all cases.</summary>
    private string Channel(RegisterCase request, Findings findings)
    {
        var key = string.IsNullOrWhiteSpace(request.Channel) ? IntakeRules.DefaultChannel : request.Channel.Trim();
        if (catalogue.Intake.Channel(key) is not { } channel)
        {
            var keys = catalogue.Intake.Channels.Select(c => c.Key).ToList();
            findings.Add("channel", $"没有渠道“{key}”，应为：{string.Join("、", keys)}。(There is no such channel; there are {string.Join(", ", keys)}.)");
            return key;
        }

        if (channel.IsProactive) Explained(request.Proactive?.Reason, "proactive.reason", "请写明主动服务的缘由。(Say why the case is opened unasked.)", findings);
        if (channel.NeedsConsent) Explained(request.Proactive?.Consent, "proactive.consent", "请写明如何征得本人同意。(Say how the person agreed.)", findings);
        return key;
    }

    private static List<CaseConsent> Consents(IReadOnlyList<ConsentInput>? given, ServiceDefinition service, Caller who, DateTimeOffset now, Findings findings)
    {
        var consents = new List<CaseConsent>();
        foreach (var (consent, i) in (given ?? []).Select((c, i) => (c, i)))
        {
            if (consent?.Key is null || !service.Consents.Any(c => c.Key == consent.Key)) findings.Add($"consents[{i}].key", $"事项没有“{consent?.Key}”这项同意。(No such consent.)");
            else Explained(consent.How, $"consents.{consent.Key}", "请写明如何征得同意。(Say how the person agreed.)", findings);
            consents.Add(new CaseConsent(consent?.Key ?? "", now, consent?.How?.Trim() ?? "", who.UserName));
        }

        return consents;
    }

    private static void Explained(string? text, string field, string missing, Findings findings)
    {
        if (string.IsNullOrWhiteSpace(text)) findings.Add(field, missing);
        else if (text.Trim().Length > RegisterCase.MaxReasonLength) findings.Add(field, "内容过长。(The text is too long.)");
    }
}

/// <summary>Ages in whole years.</summary>
internal static class Ages
{
    public static int On(DateOnly birth, DateOnly day) => day.Year - birth.Year - (day < birth.AddYears(day.Year - birth.Year) ? 1 : 0);
}
