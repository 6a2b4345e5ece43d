using OneWindow.Domain.Errors;

namespace OneWindow.Api.Features.Cases;

/// <summary>Who stands at the window: the applicant, or the agent, whose mandate must then cover the day.</summary>
internal static class ActingParty
{
    private const string Applicant = "applicant";
    private const string Agent = "agent";

    public static void Validate(string? by, Findings findings)
    {
        if (by is not (null or "" or Applicant or Agent)) findings.Add("by", "应为 applicant 或 agent。(applicant or agent.)");
    }

    public static bool IsAgent(string? by) => by == Agent;

    /// <summary>For audit rows; nothing for the applicant, which is the rule.</summary>
    public static string? Detail(string? by) => IsAgent(by) ? Agent : null;
}
