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
using OneWindow.Domain.Parties;

namespace OneWindow.Api.Features.Cases;

/// <summary>Checks what the window entered: everything wrong is said at once, each beside its field.</summary>
internal sealed class CaseIntake(CatalogueSnapshot catalogue, Sealer sealer, MaterialRules materials)
{
    private const int MaxNameLength = 60;

    /// <summary>Everything that is known when a case is registered.</summary>
    /// <exception cref="RefusedException"><c>service-unknown</c>, or <c>registration-invalid</c> with every field.</exception>
    public CaseRegistration Check(RegisterCase request, Caller who, string station, DateTimeOffset now)
    {
        var service = catalogue.Service(request.Service!) ?? throw ServiceUnknown(request.Service!);
        var workflow = catalogue.Workflow(service.Definition.Workflow) ?? throw ServiceUnknown(request.Service!);
        var today = catalogue.Calendar.LocalDate(now);
        Seasons.RefuseOutside(service.Definition, today);
        var findings = new Findings();
        var identity = Identity(request.Applicant?.IdNumber, "applicant.idNumber", today, findings);
        var phone = Phone(request.Applicant?.Phone, "applicant.phone", findings);
        Name(request.Applicant?.Name, "applicant.name", findings);
        var area = request.Applicant?.Area?.Trim() ?? "";
        if (area.Length == 0) findings.Add("applicant.area", "请选择居住地。(A place of residence is required.)");
        else if (catalogue.Organisations.FindArea(area) is not { Level: <= AreaLevel.County }) findings.Add("applicant.area", "没有这个区划。(There is no such area.)");
        var form = CheckForm(request.Form, service.Definition, findings);
        var agent = CheckAgent(request.Agent, today, findings);
        var papers = identity is null ? [] : materials.Read(request.Materials, service.Definition, new MaterialFacts(identity.AgeOn(today), identity.Gender, form), findings);
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
            Materials = Promises.Dated(papers, today, Promises.LastDay(catalogue.Calendar, service.Definition.CaseLimit?.Limit, now)),
            Channel = string.IsNullOrWhiteSpace(request.Channel) ? "window" : request.Channel.Trim(),
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
        new Dictionary<string, string[]>(StringComparer.Ordinal) { ["service"] = [$"没有事项“{key}”。"] });

    private static JsonElement CheckForm(JsonElement? form, ServiceDefinition service, Findings findings)
    {
        var value = form is { ValueKind: JsonValueKind.Object } given ? given : JsonElement.Parse("{}");
        if (form is { ValueKind: not (JsonValueKind.Object or JsonValueKind.Null or JsonValueKind.Undefined) }) findings.Add("form", "表单应为对象。(The form is an object.)");
        foreach (var (path, messages) in service.Form.Validate(value, "form").ByField(chinese: true))
            foreach (var message in messages) findings.Add(path, message);
        return value;
    }

    private CaseAgent? CheckAgent(AgentInput? agent, DateOnly today, Findings findings)
    {
        if (agent is null) return null;
        Name(agent.Name, "agent.name", findings);
        if (string.IsNullOrWhiteSpace(agent.Relation)) findings.Add("agent.relation", "请填写与申请人的关系。(The relation is required.)");
        if (agent.MandateUntil < today) findings.Add("agent.mandateUntil", "委托已过期。(The mandate has expired.)");
        var identity = Identity(agent.IdNumber, "agent.idNumber", today, findings);
        var phone = string.IsNullOrWhiteSpace(agent.Phone) ? null : Phone(agent.Phone, "agent.phone", findings);
        if (identity is null || agent.Name is null || agent.Relation is null) return null;
        return new CaseAgent(agent.Name.Trim(), sealer.SealWithIndex(IndexKinds.IdNumber, identity.Value),
            phone is null ? null : sealer.SealWithIndex(IndexKinds.Phone, phone), agent.Relation.Trim(), agent.MandateUntil);
    }

    private static void Name(string? name, string field, Findings findings)
    {
        if (string.IsNullOrWhiteSpace(name)) findings.Add(field, "请填写姓名。(A name is required.)");
        else if (name.Trim().Length > MaxNameLength) findings.Add(field, "姓名过长。(The name is too long.)");
    }

    private static IdentityNumber? Identity(string? text, string field, DateOnly today, Findings findings)
    {
        if (IdentityNumber.TryParse(text, today, out var number, out var error)) return number;
        findings.Add(field, IdentityErrors.Text(error));
        return null;
    }

    private static string? Phone(string? text, string field, Findings findings)
    {
        var phone = PhoneNumber.Normalise(text);
        if (phone is null) findings.Add(field, "电话号码不正确。(The phone number is not valid.)");
        return phone;
    }
}

/// <summary>What is wrong with an identity number, in words.</summary>
internal static class IdentityErrors
{
    public static string Text(string? code) => code switch
    {
        "identity-length" => "身份证号码应为18位。(An identity number has 18 characters.)",
        "identity-characters" => "身份证号码只含数字，末位可为X。(Digits only; the last may be X.)",
        "identity-date" => "身份证号码中的出生日期不正确。(The date of birth in the number is not valid.)",
        "identity-checksum" => "身份证号码校验位不符，请核对。(The check digit does not match.)",
        _ => "请填写身份证号码。(An identity number is required.)",
    };
}

/// <summary>Ages in whole years.</summary>
internal static class Ages
{
    public static int On(DateOnly birth, DateOnly day) => day.Year - birth.Year - (day < birth.AddYears(day.Year - birth.Year) ? 1 : 0);
}
