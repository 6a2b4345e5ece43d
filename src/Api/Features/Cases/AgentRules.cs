using OneWindow.Api.Catalogue;
using OneWindow.Api.Storage.Sealing;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Catalogue;
using OneWindow.Domain.Errors;
using OneWindow.Domain.Parties;

namespace OneWindow.Api.Features.Cases;

/// <summary>What an agent is checked against.</summary>
/// <param name="Applicant">Null where the applicant's number is wrong itself.</param>
/// <param name="Facts">Null with the applicant.</param>
internal sealed record AgentCase(ServiceDefinition Service, IdentityNumber? Applicant, MaterialFacts? Facts, DateOnly Today);

/// <summary>Who may file for somebody else: a relation of the county's list, a mandate that runs, a guardian where the service asks for one.</summary>
internal sealed class AgentRules(CatalogueSnapshot catalogue, Sealer sealer, MaterialRules conditions)
{
    private const int MaxRelationLength = 40;

    /// <summary>The agent; null where there is none, or where the findings say what is wrong with it.</summary>
    public CaseAgent? Check(AgentInput? agent, AgentCase of, Findings findings)
    {
        var relation = agent is null ? null : Relation(agent.Relation, findings);
        if (NeedsGuardian(of) && relation is not { IsGuardian: true }) findings.Add("agent.relation", GuardianNeeded(of.Service.Guardian!));
        if (agent is null) return null;
        PersonChecks.Name(agent.Name, "agent.name", findings);
        if (agent.MandateUntil < of.Today) findings.Add("agent.mandateUntil", "委托已过期。(The mandate has expired.)");
        var identity = PersonChecks.Identity(agent.IdNumber, "agent.idNumber", of.Today, findings);
        if (identity is not null && identity == of.Applicant) findings.Add("agent.idNumber", "代办人与申请人是同一人。(The agent is the applicant.)");
        var phone = string.IsNullOrWhiteSpace(agent.Phone) ? null : PersonChecks.Phone(agent.Phone, "agent.phone", findings);
        if (identity is null || agent.Name is null || relation is null) return null;
        return new CaseAgent(agent.Name.Trim(), sealer.SealWithIndex(IndexKinds.IdNumber, identity.Value),
            phone is null ? null : sealer.SealWithIndex(IndexKinds.Phone, phone), relation.InWords ? agent.Relation!.Trim() : relation.Name, agent.MandateUntil);
    }

    private AgentRelation? Relation(string? text, Findings findings)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            findings.Add("agent.relation", "请填写与申请人的关系。(The relation is required.)");
            return null;
        }

        if (text.Trim().Length > MaxRelationLength) findings.Add("agent.relation", "关系过长。(The relation is too long.)");
        var relation = catalogue.Intake.Relation(text.Trim());
        if (relation is null) findings.Add("agent.relation", $"关系应为：{string.Join("、", catalogue.Intake.Relations.Select(r => r.Name))}。(The relation is one of: {string.Join(", ", catalogue.Intake.Relations.Select(r => r.NameEn ?? r.Name))}.)");
        return relation;
    }

    private bool NeedsGuardian(AgentCase of) => of.Service.Guardian is { } rule && of.Facts is { } facts && conditions.Holds(rule.When, facts);

    private static string GuardianNeeded(GuardianRule rule) => rule.Source is { } source
        ? $"须由监护人代为申请（{source}）。(A guardian files for this applicant.)"
        : "须由监护人代为申请。(A guardian files for this applicant.)";
}
