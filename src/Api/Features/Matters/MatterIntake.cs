using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Cases;
using OneWindow.Domain.Access;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Catalogue;
using OneWindow.Domain.Errors;

namespace OneWindow.Api.Features.Matters;

/// <summary>A matter as it can be registered.</summary>
/// <param name="Registration">With its parts.</param>
/// <param name="Repeated">Cases of the same person for one of its services.</param>
/// <param name="Warnings">What its services warn of; nothing was refused for it.</param>
internal sealed record CheckedMatter(CaseRegistration Registration, IReadOnlyList<DuplicateView> Repeated, IReadOnlyList<WarningView> Warnings);

/// <summary>Checks a matter as each of its services would, before anything is made: one part that cannot be registered refuses the whole.</summary>
internal sealed class MatterIntake(CatalogueSnapshot catalogue, CaseIntake intake, MaterialRules rules, DuplicateDesk duplicates)
{
    /// <param name="registration">What the matter's own form and papers were found right for.</param>
    /// <exception cref="RefusedException"><c>matter-empty</c>, <c>registration-invalid</c> with the matter's own fields, and what a service refuses with.</exception>
    public async Task<CheckedMatter> CheckAsync(RegisterCase request, CaseRegistration registration, ServiceDefinition matter, Caller who, DateTimeOffset now, CancellationToken ct)
    {
        var today = catalogue.Calendar.LocalDate(now);
        var facts = new MaterialFacts(Ages.On(registration.Applicant.BirthDate, today), registration.Applicant.Gender, request.Form ?? default);
        var included = matter.Parts.Where(p => p.When is null || rules.Holds(p.When, facts)).ToList();
        if (included.Count == 0) throw CaseErrors.MatterEmpty();
        var findings = new Findings();
        var parts = included.ConvertAll(p => Check(request, p, matter, who, registration.Station, now, findings));
        findings.ThrowIfAny("registration-invalid", "登记内容有误 (The registration has errors)");
        var (repeated, warnings) = (new List<DuplicateView>(), new List<WarningView>());
        foreach (var part in parts.OfType<CaseRegistration>())
        {
            var service = catalogue.Service(part.ServiceKey)!.Definition;
            repeated.AddRange(await duplicates.EnterAsync(who, part, service, request.AsksBeforeDuplicate, now, ct));
            warnings.AddRange(Seasons.Warnings(service, today));
        }

        return new(registration with { Parts = [.. included.Zip(parts, (p, r) => Part(p, r!, included))] }, repeated, warnings);
    }

    private static CasePart Part(MatterPart part, CaseRegistration checkedAs, List<MatterPart> included) => new(
        part.Key, checkedAs.ServiceKey, checkedAs.ServiceVersion, checkedAs.DefinitionId, checkedAs.DefinitionVersion,
        included.Exists(p => p.Key == part.After) ? part.After : null);

    /// <summary>What the part would be registered as; null where the findings say what is wrong.</summary>
    private CaseRegistration? Check(RegisterCase request, MatterPart part, ServiceDefinition matter, Caller who, string station, DateTimeOffset now, Findings findings)
    {
        var service = catalogue.Service(part.Service)?.Definition ?? throw new RefusedException(
            RefusalKind.Invalid, "service-unknown", $"没有事项“{part.Service}”。(There is no service {part.Service}.)");
        var asked = request with
        {
            Service = part.Service,
            Form = PartAnswers.Of(part, service, request.Form ?? default),
            Materials = Materials(request, part, service),
            Consents = [.. (request.Consents ?? []).Where(c => service.Consents.Any(s => s.Key == c.Key))],
        };
        try
        {
            return intake.Check(asked, who, station, now);
        }
        catch (RefusedException refused) when (refused.Code is "registration-invalid" or "promise-too-late" or "promise-past")
        {
            foreach (var (path, messages) in refused.Errors)
                foreach (var message in messages) findings.Add(PartAnswers.FieldOf(part, matter, path), message);
            return null;
        }
    }

    private static List<MaterialInput> Materials(RegisterCase request, MatterPart part, ServiceDefinition service) =>
        [.. from material in service.Materials
            let given = request.Materials?.FirstOrDefault(m => m?.Key == part.MaterialFor(material.Key))
            where given is not null && !part.Earned.ContainsKey(material.Key)
            select given! with { Key = material.Key }];
}
