using System.Globalization;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Pages.Shared;

namespace OneWindow.Api.Pages.Window;

/// <summary>The part of the registration form about who files for the applicant.</summary>
internal static class Agent
{
    private static readonly string[] Fields = ["agent.name", "agent.idNumber", "agent.phone", "agent.relation", "agent.mandateUntil"];

    /// <summary>Somebody files for the applicant as soon as one of the fields is filled.</summary>
    public static bool IsGiven(FormState form) => Fields.Any(f => form.Text(f) is not null);

    public static AgentInput? Read(FormState form) => IsGiven(form)
        ? new AgentInput(form.Text("agent.name"), form.Text("agent.idNumber"), form.Text("agent.phone"), form.Text("agent.relation"), Date(form.Text("agent.mandateUntil")))
        : null;

    private static DateOnly? Date(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
}
