using System.Security.Cryptography;
using System.Text.Json;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Cases;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Catalogue;
using OneWindow.Domain.Errors;

namespace OneWindow.Api.Features.Matters;

/// <summary>Registers a part of a matter from what was entered once: people, answers and papers are the matter's, as they are when the part begins.</summary>
internal sealed class PartRegistration(CatalogueSnapshot catalogue, MaterialRules rules)
{
    public CaseRegistration Of(CaseFile matter, CasePart part, DateTimeOffset now)
    {
        catalogue.RefuseUnknown(matter.ServiceKey, matter.ServiceVersion);
        catalogue.RefuseUnknown(part.Service, part.ServiceVersion);
        var terms = catalogue.Service(matter.ServiceKey, matter.ServiceVersion)!.Definition.Parts.First(p => p.Key == part.Key);
        var service = catalogue.Service(part.Service, part.ServiceVersion)!.Definition;
        var today = catalogue.Calendar.LocalDate(now);
        var form = PartAnswers.Of(terms, service, JsonElement.Parse(matter.Form));
        return new CaseRegistration
        {
            Id = Guid.CreateVersion7(now),
            Number = CaseNumber.Create(today, RandomNumberGenerator.GetInt32(int.MaxValue)),
            ServiceKey = part.Service,
            ServiceVersion = part.ServiceVersion,
            DefinitionId = part.DefinitionId,
            DefinitionVersion = part.DefinitionVersion,
            Applicant = new Applicant(matter.ApplicantName, matter.ApplicantGender, matter.ApplicantBirthDate,
                new SealedText(matter.ApplicantIdNumberSealed, matter.ApplicantIdNumberIndex), new SealedText(matter.ApplicantPhoneSealed, matter.ApplicantPhoneIndex), matter.ApplicantArea),
            Agent = Agent(matter),
            Form = form.GetRawText(),
            Materials = Materials(matter, terms, service, new MaterialFacts(Ages.On(matter.ApplicantBirthDate, today), matter.ApplicantGender, form), now),
            Consents = [.. (matter.Consents ?? []).Where(c => service.Consents.Any(s => s.Key == c.Key))],
            Channel = matter.Channel,
            Station = matter.Station,
            RegisteredBy = matter.RegisteredBy,
            RegisteredAt = now,
            Limit = service.CaseLimit?.Rule,
            Statutory = service.StatutoryLimit?.Rule,
            MatterId = matter.Id,
        };
    }

    private static CaseAgent? Agent(CaseFile matter) => matter.AgentName is null
        ? null
        : new CaseAgent(matter.AgentName, new SealedText(matter.AgentIdNumberSealed!, matter.AgentIdNumberIndex!),
            matter.AgentPhoneSealed is null ? null : new SealedText(matter.AgentPhoneSealed, matter.AgentPhoneIndex!), matter.AgentRelation ?? "", matter.AgentMandateUntil);

    /// <summary>What the service asks for, as it lies with the matter. A promise holds no longer than the part's own limit.</summary>
    private IReadOnlyList<CaseMaterial> Materials(CaseFile matter, MatterPart terms, ServiceDefinition service, MaterialFacts facts, DateTimeOffset now)
    {
        var today = catalogue.Calendar.LocalDate(now);
        var lastDay = Promises.LastDay(catalogue.Calendar, service.CaseLimit?.Limit, now);
        var entered = service.Materials.Select(m => Entered(matter, terms, m, today, lastDay)).OfType<MaterialInput>().ToList();
        return Promises.Dated(rules.Read(entered, service, facts, new Findings()), service, today, lastDay);
    }

    private static MaterialInput? Entered(CaseFile matter, MatterPart terms, ServiceMaterial asked, DateOnly today, DateOnly? lastDay)
    {
        var key = asked.Key;
        if (terms.Earned.TryGetValue(key, out var from) && matter.Parts?.Any(p => p.Key == from && p.Succeeded) is true) return new(key, "provided");
        if (matter.Materials.FirstOrDefault(m => m.Key == terms.MaterialFor(key)) is not { } paper) return null;
        if (paper.State is not MaterialState.Promised) return new(key, paper.State is MaterialState.Provided ? "provided" : "missing");
        if (paper.PromisedUntil < today || !asked.MayBePromised) return new(key, "missing");
        return new(key, "promised", paper.PromisedUntil is { } until && until > lastDay ? lastDay : paper.PromisedUntil);
    }
}
