using System.Text.Json;
using OneWindow.Api.Features.Cases;
using OneWindow.Domain.Cases;
using OneWindow.Workflows.Execution;

namespace OneWindow.Api.Features.Process;

/// <summary>What the workflow of a new case begins with: facts, and no name or number of a person.</summary>
internal static class CaseStart
{
    /// <param name="today">The county's day.</param>
    public static StartStimulus Of(CaseRegistration registration, DateOnly today)
    {
        var applicant = registration.Applicant;
        using var form = JsonDocument.Parse(registration.Form);
        var input = CaseInput.Of(registration.Number, registration.ServiceKey, applicant.Area, registration.Station, Ages.On(applicant.BirthDate, today),
            applicant.Gender.ToString().ToLowerInvariant(), form.RootElement,
            registration.Materials.Select(m => KeyValuePair.Create(m.Key, m.State.ToString().ToLowerInvariant())));
        return new StartStimulus(input, registration.Number);
    }
}
