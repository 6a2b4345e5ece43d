using System.Text.Json;
using MediatR;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Matters;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Sealing;
using OneWindow.Domain.Audit;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Errors;
using OneWindow.Domain.Parties;

namespace OneWindow.Api.Features.PersonalData;

/// <summary>
/// A name or a phone was entered wrongly and is corrected (《个人信息保护法》第四十六条). An identity number is not: it is what
/// the case, its grants and its duplicates are found by, so that a case of the wrong person is withdrawn and registered anew.
/// What is right in one case of a matter is right in the others of it that are under way.
/// </summary>
/// <param name="Name">Null, as the others, for what stays.</param>
internal sealed record CorrectPersonalData(string Number, string? Name, string? Phone, string? AgentName, string? AgentPhone, string? Reason)
    : ICommand<CaseProgress>, IValidate
{
    public void Validate(Findings findings)
    {
        if (Fields().Count == 0) findings.Add("name", "请填写要更正的内容。(Say what is to be corrected.)");
        if (Given(Name)) PersonChecks.Name(Name, "name", findings);
        if (Given(Phone)) PersonChecks.Phone(Phone, "phone", findings);
        if (Given(AgentName)) PersonChecks.Name(AgentName, "agentName", findings);
        if (Given(AgentPhone)) PersonChecks.Phone(AgentPhone, "agentPhone", findings);
        CopyPersonalData.CheckReason(Reason, findings);
    }

    /// <summary>What is corrected, by its name alone.</summary>
    public IReadOnlyList<string> Fields() =>
        [.. new[] { ("name", Name), ("phone", Phone), ("agentName", AgentName), ("agentPhone", AgentPhone) }.Where(f => Given(f.Item2)).Select(f => f.Item1)];

    private static bool Given(string? text) => !string.IsNullOrWhiteSpace(text);
}

internal sealed class CorrectPersonalDataHandler(OneWindowDb db, CommandFrame frame, Sealer sealer, MatterDesk matters)
    : IRequestHandler<CorrectPersonalData, CaseProgress>
{
    public async Task<CaseProgress> Handle(CorrectPersonalData request, CancellationToken cancellationToken)
    {
        var (who, now) = (frame.Who, frame.Now());
        var file = await frame.CaseAsync(request.Number, cancellationToken);
        CopyPersonalData.RefuseOthers(who);
        var correction = new PartyCorrection(Text(request.Name), Phone(request.Phone), Text(request.AgentName), Phone(request.AgentPhone));
        foreach (var one in (await matters.RelativesAsync(file, cancellationToken)).Prepend(file))
        {
            one.Correct(one == file || one.AgentName is not null ? correction : correction with { AgentName = null, AgentPhone = null }, now);
            // The trail says what was corrected; neither the wrong value nor the right one belongs there.
            db.Audit.Add(one.Audit(new AuditFact(who.UserName, Actor.Of(who).Body, "data-corrected", null, JsonSerializer.Serialize(
                new { fields = request.Fields(), reason = request.Reason!.Trim(), from = one == file ? null : file.Number }, CaseJson.Detail)), now));
        }

        return await frame.CommitAsync(file, now, cancellationToken);
    }

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private SealedText? Phone(string? text) => PhoneNumber.Normalise(Text(text)) is { } phone ? sealer.SealWithIndex(IndexKinds.Phone, phone) : null;
}
