using System.Text.Json;
using MediatR;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Storage;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Errors;

namespace OneWindow.Api.Features.Cases;

/// <summary>The applicant has brought papers. With the last missing one the case goes on by itself.</summary>
/// <param name="By">applicant or agent: who brings them; null for the applicant.</param>
internal sealed record SubmitMaterials(string Number, IReadOnlyList<MaterialInput>? Materials, string? By = null) : ICommand<CaseProgress>, IValidate
{
    public void Validate(Findings findings)
    {
        ActingParty.Validate(By, findings);
        if (Materials is not { Count: > 0 }) findings.Add("materials", "请列出材料。(Name at least one material.)");
        foreach (var (material, i) in (Materials ?? []).Select((m, i) => (m, i)))
        {
            if (string.IsNullOrWhiteSpace(material?.Key)) findings.Add($"materials[{i}].key", "请填写材料。(A material is required.)");
            if (MaterialRules.StateOf(material?.State) is null) findings.Add($"materials[{i}].state", "状态应为 provided、promised 或 missing。(provided, promised or missing.)");
        }
    }
}

internal sealed class SubmitMaterialsHandler(OneWindowDb db, CommandFrame frame, CatalogueSnapshot catalogue, MaterialDesk materials)
    : IRequestHandler<SubmitMaterials, CaseProgress>
{
    public async Task<CaseProgress> Handle(SubmitMaterials request, CancellationToken cancellationToken)
    {
        var who = frame.Who;
        var file = await frame.CaseAsync(request.Number, cancellationToken);
        var now = frame.Now();
        if (ActingParty.IsAgent(request.By)) file.RequireAgent(catalogue.Calendar.LocalDate(now));
        var papers = request.Materials!.Select(m => new CaseMaterial(m.Key!, MaterialRules.StateOf(m.State)!.Value, m.PromisedUntil)).ToList();
        var lastDay = catalogue.Calendar.LastDay(file.DueAt) ?? Promises.LastDay(catalogue.Calendar, file.Limit, now);
        foreach (var paper in Promises.Dated(papers, catalogue.Service(file.ServiceKey, file.ServiceVersion)?.Definition, catalogue.Calendar.LocalDate(now), lastDay)) file.SetMaterial(paper, now);
        db.Audit.Add(file.Audit(new(who.UserName, Actor.Of(who).Body, "materials-received", null,
            JsonSerializer.Serialize(new { materials = request.Materials!.Select(m => new { m.Key, m.State }), by = ActingParty.Detail(request.By) }, CaseJson.Detail)), now));
        await materials.ResumeWhenCompleteAsync(file, [.. papers.Where(p => p.State is MaterialState.Provided).Select(p => p.Key)], Actor.Of(who), now, cancellationToken);
        return await frame.CommitAsync(file, now, cancellationToken);
    }
}
