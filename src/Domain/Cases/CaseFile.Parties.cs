namespace OneWindow.Domain.Cases;

/// <content>What is known of the persons, corrected where it is wrong (《个人信息保护法》第四十六条).</content>
public sealed partial class CaseFile
{
    /// <summary>Corrects names and phones; also after closing, as letters and calls still go there. What was issued stays as it was.</summary>
    /// <exception cref="Errors.RefusedException"><c>agent-unknown</c> where something of an agent is corrected and nobody files for the applicant.</exception>
    public void Correct(PartyCorrection correction, DateTimeOffset now)
    {
        if (AgentName is null && (correction.AgentName is not null || correction.AgentPhone is not null)) throw CaseErrors.AgentUnknown();
        (ApplicantName, AgentName) = (correction.Name ?? ApplicantName, correction.AgentName ?? AgentName);
        if (correction.Phone is { } phone) (ApplicantPhoneSealed, ApplicantPhoneIndex) = (phone.Cipher, phone.Index);
        if (correction.AgentPhone is { } agent) (AgentPhoneSealed, AgentPhoneIndex) = (agent.Cipher, agent.Index);
        Touch(now);
    }
}

/// <summary>What is right instead; null for what stays.</summary>
public sealed record PartyCorrection(string? Name, SealedText? Phone, string? AgentName, SealedText? AgentPhone);
