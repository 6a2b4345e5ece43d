using System.Text.Json;
using MediatR;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Features.Process;
using OneWindow.Domain.Audit;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Errors;

namespace OneWindow.Api.Features.Consents;

/// <summary>What is noted about a consent.</summary>
internal enum ConsentAct
{
    /// <summary>The applicant agreed.</summary>
    Give,

    /// <summary>The applicant no longer agrees: nothing more is shared (《个人信息保护法》第十五条).</summary>
    Withdraw,

    /// <summary>The applicant did not agree, and staff go on for a reason: visible to the joint office.</summary>
    Override,
}

/// <summary>Notes that the applicant agreed, no longer agrees, or that staff go on without.</summary>
/// <param name="Words">How the applicant said so; for an override the reason.</param>
internal sealed record RecordConsent(string Number, string Key, ConsentAct Act, string? Words) : ICommand<CaseProgress>, IValidate
{
    public const int MaxLength = 500;

    public void Validate(Findings findings)
    {
        if (string.IsNullOrWhiteSpace(Words)) findings.Add("words", Act is ConsentAct.Give ? "请写明如何征得同意。(Say how the person agreed.)" : "请写明理由。(A reason is required.)");
        else if (Words.Length > MaxLength) findings.Add("words", "内容过长。(The text is too long.)");
    }
}

internal sealed class RecordConsentHandler(CommandFrame frame, CatalogueSnapshot catalogue, ConsentGate gate)
    : IRequestHandler<RecordConsent, CaseProgress>
{
    public async Task<CaseProgress> Handle(RecordConsent request, CancellationToken cancellationToken)
    {
        var (who, now, words) = (frame.Who, frame.Now(), request.Words!.Trim());
        var file = await frame.CaseAsync(request.Number, cancellationToken);
        var rule = catalogue.Service(file.ServiceKey, file.ServiceVersion)?.Definition.Consents.FirstOrDefault(c => c.Key == request.Key) ?? throw CaseErrors.ConsentUnknown(request.Key);
        file.NoteConsent(new CaseConsent(rule.Key, now, words, who.UserName, request.Act is ConsentAct.Withdraw ? now : null, request.Act is ConsentAct.Override), now);
        var action = request.Act switch
        {
            ConsentAct.Give => "consent-given",
            ConsentAct.Withdraw => "consent-withdrawn",
            _ => "consent-overridden",
        };
        gate.Tell(file, rule, action, new AuditFact(who.UserName, Actor.Of(who).Body, action, null,
            JsonSerializer.Serialize(new { title = rule.Name, titleEn = rule.NameEn, reason = words }, CaseJson.Detail)), now);
        return await frame.CommitAsync(file, now, cancellationToken);
    }
}
