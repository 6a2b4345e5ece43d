using OneWindow.Domain.Access;
using OneWindow.Domain.Cases;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Features.Integrity.Checks;

/// <summary>What a case refers to is there, and what rows repeat of it is the same.</summary>
internal sealed class ReferenceCheck : ICaseCheck
{
    public IEnumerable<Finding> Check(StoredCase stored, StoredConfiguration configuration)
    {
        var file = stored.File;
        if (!CaseNumber.IsValid(file.Number)) yield return stored.Finding("number-invalid", $"the number of case id {file.Id} has a wrong check digit");
        if (configuration.Catalogue.Service(file.ServiceKey, file.ServiceVersion) is null)
            yield return stored.Finding("service-missing", $"there is no version {file.ServiceVersion} of the service {file.ServiceKey}");
        if (configuration.Catalogue.Workflow(file.DefinitionId, file.DefinitionVersion) is null)
            yield return stored.Finding("definition-missing", $"there is no version {file.DefinitionVersion} of the workflow {file.DefinitionId}");
        foreach (var body in Unknown(stored, configuration)) yield return stored.Finding("body-unknown", $"no organisation has the code {body}");
        foreach (var body in NotTakingPart(stored)) yield return stored.Finding("body-not-taking-part", $"{body} has work on the case and cannot see it");
        foreach (var item in stored.OpenItems)
            if (item.AskedFor is { } id && !stored.OpenItems.Any(i => i.Id == id)) yield return stored.Finding("asked-for-nothing", $"work item {item.Id} asks about task {id}, which is not open");
        foreach (var back in stored.Grants.Where(g => g.IsReversal))
            if (!stored.Grants.Any(g => g.Id == back.ReversesId && !g.IsReversal && g.Amount == -back.Amount)) yield return stored.Finding("reversal-differs", $"entry {back.Id} of the ledger takes back what was not granted so");
        foreach (var copy in Differing(stored)) yield return stored.Finding("copy-differs", copy);
    }

    private static IEnumerable<string> Unknown(StoredCase stored, StoredConfiguration configuration)
    {
        foreach (var body in stored.Bodies)
            if (!configuration.Bodies.Contains(body.Body)) yield return body.Body;
        // An organisation may end; what is open must have somebody to do it now.
        foreach (var item in stored.OpenItems)
            if (configuration.Bodies.Contains(item.Body) && configuration.Catalogue.Organisations.Find(item.Body) is null) yield return item.Body;
    }

    private static IEnumerable<string> NotTakingPart(StoredCase stored) => stored.OpenItems.Select(i => i.Body)
        .Concat(stored.FollowUps.Select(f => f.Body)).Append(stored.File.Station)
        .Except(stored.Bodies.Select(b => b.Body));

    private static IEnumerable<string> Differing(StoredCase stored)
    {
        var file = stored.File;
        foreach (var body in stored.Bodies)
            if ((body.Number, body.RegisteredAt) != (file.Number, file.RegisteredAt) || (body.ServiceKey.Length > 0 && body.ServiceKey != file.ServiceKey))
                yield return $"number, service or instant of registration in case_bodies of {body.Body}";
        foreach (var item in stored.Items)
        {
            if (item.CaseNumber != file.Number || item.ServiceKey != file.ServiceKey) yield return $"number or service in work item {item.Id}";
            if (item.Post != new Post(item.Body, item.Role).ToString()) yield return $"post of work item {item.Id}";
            if (item.DueOrder != (item.DueAt ?? WorkItem.NoDue)) yield return $"order of work item {item.Id}";
        }

        foreach (var grant in stored.Grants)
            if (grant.ApplicantIndex != file.ApplicantIdNumberIndex) yield return $"applicant of grant {grant.Id}";
    }
}
